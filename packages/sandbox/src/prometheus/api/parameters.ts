import type { Request } from 'express';
import { parameter } from '../../wire/parameters';
import { PromError, readDuration } from '../promql';

/** Most points that a series may have in an answer. */
const MOST_POINTS = 11_000;

export const invalid = (name: string, message: string) =>
  new PromError(
    'bad_data',
    `invalid parameter ${JSON.stringify(name)}: ${message}`,
  );

/** A moment in milliseconds: seconds, with parts of one, or RFC 3339. */
export function readTime(
  request: Request,
  name: string,
  otherwise?: number,
): number {
  const optional =
    otherwise === undefined ? '' : `Invalid time value for '${name}': `;
  const text = parameter(request, name);
  if (text === undefined || text === '') {
    if (otherwise !== undefined) return otherwise;
    throw invalid(name, `cannot parse "" to a valid timestamp`);
  }
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.round(seconds * 1000);
  const date = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN;
  if (Number.isFinite(date)) return date;
  throw invalid(
    name,
    `${optional}cannot parse ${JSON.stringify(text)} to a valid timestamp`,
  );
}

/** The span and the step of a range query, in milliseconds. */
export function readRange(request: Request): {
  start: number;
  end: number;
  step: number;
} {
  const start = readTime(request, 'start');
  const end = readTime(request, 'end');
  if (end < start)
    throw invalid('end', 'end timestamp must not be before start time');
  const step = readSpan('step', parameter(request, 'step') ?? '');
  if (step <= 0) {
    throw invalid(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  if ((end - start) / step > MOST_POINTS) {
    throw new PromError(
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  return { start, end, step };
}

/** Nothing takes so long here; one that is none is refused. */
export function readTimeout(request: Request): void {
  const text = parameter(request, 'timeout');
  if (text) readSpan('timeout', text);
}

/** A length of time in milliseconds: a duration, or seconds. */
function readSpan(name: string, text: string): number {
  const span = readDuration(text) ?? Number(text || NaN) * 1000;
  if (Number.isFinite(span)) return span;
  throw invalid(
    name,
    `cannot parse ${JSON.stringify(text)} to a valid duration`,
  );
}
