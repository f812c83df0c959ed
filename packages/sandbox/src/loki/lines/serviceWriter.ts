import { fractionOf } from '../../telemetry';
import type { Level, Line, Writer } from './Line';

const READS = ['/', '/items', '/items/%', '/search?q=%', '/account'];
const WRITES = ['/items', '/orders', '/orders/%/payment'];
const FAILURES = [
  'cannot read the inventory: connect ECONNREFUSED 10.43.12.7:5432',
  'waited 5000 ms for a connection of the pool',
  "Cannot read properties of undefined (reading 'price')",
  'upstream answered 502',
];

/** A service that writes a JSON object a line. */
export function serviceWriter(options: {
  version: string;
  port: number;
  faulty: boolean;
}): Writer {
  const line = (
    time: number,
    level: Level,
    msg: string,
    fields: object = {},
    output: Line['output'] = 'stdout',
  ): Line => ({
    time,
    nanos: Math.floor(1e6 * fractionOf(msg.length, time)),
    level,
    output,
    text: JSON.stringify({
      time: new Date(time).toISOString(),
      level,
      msg,
      ...fields,
    }),
  });
  return {
    started: time => [
      line(time + 120, 'info', 'starting', { version: options.version }),
      line(time + 310, 'info', 'configuration read', { log_level: 'info' }),
      ...(options.faulty
        ? [
            line(
              time + 480,
              'warn',
              'migration 0042 is not applied, going on',
              {
                version: options.version,
              },
            ),
          ]
        : []),
      line(time + 640, 'info', 'listening', { port: options.port }),
    ],
    ended: time => [
      line(time - 900, 'info', 'SIGTERM received, no new connections'),
      line(time - 60, 'info', 'stopped'),
    ],
    probed: () => [],
    request({ time, number, write, status, duration }) {
      const paths = write ? WRITES : READS;
      const path = paths[number % paths.length].replace(
        '%',
        String(number % 997),
      );
      const failed = status >= 500;
      const slow = duration > 1000;
      let level: Level = slow || status >= 400 ? 'warn' : 'info';
      let message = slow ? 'slow request' : 'request';
      if (failed) {
        level = 'error';
        message = 'request failed';
      }
      return [
        line(
          time,
          level,
          message,
          {
            method: write ? 'POST' : 'GET',
            path,
            status,
            duration_ms: Math.round(duration),
            trace_id: hex(number),
            ...(failed && { error: FAILURES[number % FAILURES.length] }),
          },
          failed ? 'stderr' : 'stdout',
        ),
      ];
    },
  };
}

function hex(number: number): string {
  return [1, 2, 3, 4]
    .map(part =>
      Math.floor(fractionOf(number, part) * 0xffffffff)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
}
