import { parser } from '@prometheus-io/lezer-promql';

/**
 * Rules wait for minutes and look back over hours; nobody waits so long for a test. Every duration of scrapes, rules and
 * routes is divided by this one number, and nothing else of them is changed: 30 seconds are one, ten minutes are twenty.
 */
export const TIME_FACTOR = 30;

const UNITS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};
const DURATION = /^(?:\d+(?:ms|[smhdwy]))+$/;

/** A duration as Prometheus and Alertmanager write it, divided; of whole milliseconds, and not nothing. */
export function shorter(duration: string, factor = TIME_FACTOR): string {
  const text = duration.trim();
  if (text === '0s') return text;
  if (!DURATION.test(text)) throw new Error(`${duration} is no duration`);
  let milliseconds = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g))
    milliseconds += Number(count) * UNITS[unit];
  return `${Math.max(1, Math.round(milliseconds / factor))}ms`;
}

/** A query whose ranges and offsets are divided; its numbers stay as they are. */
export function shorterQuery(query: string, factor = TIME_FACTOR): string {
  let result = '';
  let at = 0;
  parser.parse(query).iterate({
    enter({ name, from, to }) {
      if (name !== 'NumberDurationLiteralInDurationContext') return;
      result += query.slice(at, from) + shorter(query.slice(from, to), factor);
      at = to;
    },
  });
  return result + query.slice(at);
}
