import type { LogLevel } from '@idp/plugin-grafana-common';

/** A line, the level that it is of, and how it is shown where that is not as it was written. */
type Spoken = [text: string, level: LogLevel, shown?: string];

/** Lines as programs write them, in the order in which they were written. */
export const spoken: Spoken[] = [
  ['level=info msg="payment received"', 'info'],
  ['level=error msg="payment refused"', 'error'],
  ['{"level":"warn","msg":"Payment is slow"}', 'warn'],
  ['{"severity":"CRITICAL","message":"no database"}', 'fatal'],
  ['2026-11-26 06:00:00 ERROR something broke', 'error'],
  ['[DEBUG] looking around', 'debug'],
  ['ts=1 lvl=trace x', 'trace'],
  ['level=fatal msg="the end"', 'fatal'],
  // Loki does not know the word, and the filter asks Loki.
  ['level=panic msg="more than the end"', 'unknown'],
  ['level=info msg="an error occurred before"', 'info'],
  ['GET /orders 200', 'unknown'],
  ['odd: a"b\\c|~.*`${x} and \u20ac', 'unknown'],
  ['\u001b[31mred\u001b[0m', 'unknown', 'red'],
];
