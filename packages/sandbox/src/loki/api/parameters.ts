import type { Request } from 'express';
import { readDuration } from '../../prometheus';
import { parameter } from '../../wire/parameters';
import { LokiError } from '../LokiError';

/** As the platform's Loki is configured. */
const LONGEST_HOURS = 721;
/** The same in Loki's words. */
const LONGEST = '30d1h';
const MOST_LINES = 5_000;
const MOST_POINTS = 11_000;
const HOUR = 3_600_000_000_000n;

/** A moment in nanoseconds: such, or seconds with parts of one, or RFC 3339. */
function readTime(request: Request, name: string, otherwise: bigint): bigint {
  const text = parameter(request, name);
  if (text === undefined) return otherwise;
  if (/^-?\d+$/.test(text)) {
    // Up to ten digits they are seconds.
    return text.length <= 10 ? BigInt(text) * 1_000_000_000n : BigInt(text);
  }
  const number = Number(text);
  if (Number.isFinite(number)) return BigInt(Math.round(number * 1e6)) * 1000n;
  const date = Date.parse(text);
  if (Number.isFinite(date)) return BigInt(date) * 1_000_000n;
  throw new LokiError(
    `could not parse '${name}' parameter: strconv.ParseInt: parsing ${JSON.stringify(
      text,
    )}: invalid syntax`,
  );
}

/** The span of a request, in nanoseconds; an hour up to now where it names none. */
export function readSpan(
  request: Request,
  now: number,
): { start: bigint; end: bigint } {
  const end = readTime(request, 'end', BigInt(now) * 1_000_000n);
  const since = readDuration(parameter(request, 'since') ?? '1h') ?? 3_600_000;
  const start = readTime(request, 'start', end - BigInt(since) * 1_000_000n);
  if (end <= start)
    throw new LokiError(
      'end timestamp must not be before or equal to start time',
    );
  const hours = (end - start) / HOUR;
  if (
    hours >= BigInt(LONGEST_HOURS) &&
    end - start > HOUR * BigInt(LONGEST_HOURS)
  ) {
    throw new LokiError(
      `the query time range exceeds the limit (query length: ${hours}h0m0s, limit: ${LONGEST})`,
    );
  }
  return { start, end };
}

export function readMoment(request: Request, now: number): number {
  return Number(readTime(request, 'time', BigInt(now) * 1_000_000n)) / 1e9;
}

export function readLimit(request: Request): number {
  const text = parameter(request, 'limit') ?? '100';
  if (!/^-?\d+$/.test(text)) {
    throw new LokiError(
      `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  const limit = Number(text);
  if (limit <= 0) throw new LokiError('limit must be a positive value');
  if (limit > MOST_LINES) {
    throw new LokiError(
      `max entries limit per query exceeded, limit > max_entries_limit_per_query (${limit} > ${MOST_LINES})`,
    );
  }
  return limit;
}

export function readBackward(request: Request): boolean {
  const direction = (
    parameter(request, 'direction') ?? 'backward'
  ).toLowerCase();
  if (direction === 'backward') return true;
  if (direction === 'forward') return false;
  throw new LokiError(`invalid direction '${direction}'`);
}

/** The moments of a range query, in seconds. */
export function readMoments(
  request: Request,
  { start, end }: { start: bigint; end: bigint },
): number[] {
  const from = Number(start) / 1e9;
  const to = Number(end) / 1e9;
  const text = parameter(request, 'step');
  const step =
    text === undefined
      ? Math.max(1, Math.floor((to - from) / 250))
      : (readDuration(text) ?? Number(text) * 1000) / 1000;
  if (!Number.isFinite(step))
    throw new LokiError(
      `cannot parse ${JSON.stringify(text)} to a valid duration`,
    );
  if (step <= 0) {
    throw new LokiError(
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  if ((to - from) / step > MOST_POINTS) {
    throw new LokiError(
      'exceeded maximum resolution of 11,000 points per time series. Try increasing the value of the step parameter',
    );
  }
  // Loki puts them at multiples of the step.
  const first = Math.floor(from / step) * step;
  const count = Math.floor((to - first) / step) + 1;
  return Array.from({ length: count }, (_, index) => first + index * step);
}
