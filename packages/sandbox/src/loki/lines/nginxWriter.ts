import { fractionOf } from '../../telemetry';
import type { Line, Writer } from './Line';

const PATHS = ['/', '/', '/index.html', '/favicon.ico', '/robots.txt'];
const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) Gecko/20100101 Firefox/142.0',
  'curl/8.11.0',
];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** nginx: its access log, and its error log on the other output. */
export function nginxWriter(options: { version: string }): Writer {
  const out = (time: number, text: string): Line => ({
    time,
    nanos: Math.floor(1e6 * fractionOf(text.length, time)),
    // Loki sees no level in them.
    level: 'unknown',
    output: 'stdout',
    text,
  });
  const log = (
    time: number,
    level: 'notice' | 'error',
    text: string,
  ): Line => ({
    time,
    nanos: Math.floor(1e6 * fractionOf(text.length + 1, time)),
    level: level === 'error' ? 'error' : 'unknown',
    output: 'stderr',
    text: `${slashes(time)} [${level}] ${text}`,
  });
  const access = (
    time: number,
    client: string,
    request: string,
    status: number,
    bytes: number,
    agent: string,
  ) =>
    out(
      time,
      `${client} - - [${apacheTime(
        time,
      )}] "${request} HTTP/1.1" ${status} ${bytes} "-" "${agent}" "-"`,
    );
  return {
    started: time => [
      out(
        time + 15,
        '/docker-entrypoint.sh: /docker-entrypoint.d/ is not empty, will attempt to perform configuration',
      ),
      out(
        time + 40,
        '/docker-entrypoint.sh: Configuration complete; ready for start up',
      ),
      log(time + 60, 'notice', '1#1: using the "epoll" event method'),
      log(time + 61, 'notice', `1#1: nginx/${options.version}`),
      log(time + 64, 'notice', '1#1: start worker processes'),
    ],
    ended: time => [
      log(
        time - 800,
        'notice',
        '1#1: signal 3 (SIGQUIT) received, shutting down',
      ),
      log(time - 30, 'notice', '1#1: exit'),
    ],
    probed: time => [
      access(time, '10.42.0.1', 'GET /', 200, 615, 'kube-probe/1.36'),
    ],
    request({ time, number, write, status }) {
      const client = `10.42.1.${2 + (number % 60)}`;
      const path = PATHS[number % PATHS.length];
      const request = `${write ? 'POST' : 'GET'} ${path}`;
      const line = access(
        time,
        client,
        request,
        status,
        status === 200 ? 615 : 153,
        AGENTS[number % AGENTS.length],
      );
      if (status < 500) return [line];
      return [
        log(
          time,
          'error',
          `29#29: *${number} connect() failed (111: Connection refused) while connecting to upstream, client: ${client}, server: _, request: "${request} HTTP/1.1", upstream: "http://10.43.12.7:8081${path}"`,
        ),
        line,
      ];
    },
  };
}

const two = (value: number) => String(value).padStart(2, '0');

function clockOf(date: Date): string {
  return [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
    .map(two)
    .join(':');
}

function slashes(time: number): string {
  const date = new Date(time);
  return `${date.getUTCFullYear()}/${two(date.getUTCMonth() + 1)}/${two(
    date.getUTCDate(),
  )} ${clockOf(date)}`;
}

function apacheTime(time: number): string {
  const date = new Date(time);
  return `${two(date.getUTCDate())}/${
    MONTHS[date.getUTCMonth()]
  }/${date.getUTCFullYear()}:${clockOf(date)} +0000`;
}
