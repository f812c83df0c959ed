import { InputError } from '@backstage/errors';
import type { Limits } from '../config/readLimits';

/** A range of whole steps, in seconds since 1970: whatever the clocks of a country do, a step is a step. */
export interface AlignedRange {
  start: number;
  end: number;
  stepSeconds: number;
  points: number;
}

/** Steps that people can read off a chart. */
const LADDER = [
  15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200,
  86_400,
];
const WANTED_POINTS = 240;
const OLDEST_DAYS = 400;

/**
 * The range in whole steps, outwards and not beyond now: who asks within the same step asks for the same. Refuses what is too
 * long, upside down or no time.
 */
export function alignRange(
  asked: { from: Date; to: Date; step?: number },
  { maxRangeSeconds, maxPoints }: Pick<Limits, 'maxRangeSeconds' | 'maxPoints'>,
  now: number,
): AlignedRange {
  const { from, to } = boundedRange(asked, maxRangeSeconds, now);
  const stepSeconds = chooseStep(to - from, asked.step, maxPoints);
  const latest = Math.floor(now / 1000 / stepSeconds) * stepSeconds;
  const start = Math.min(Math.floor(from / stepSeconds) * stepSeconds, latest);
  const end = Math.max(
    start,
    Math.min(Math.ceil(to / stepSeconds) * stepSeconds, latest),
  );
  return { start, end, stepSeconds, points: (end - start) / stepSeconds + 1 };
}

/** The range in seconds since 1970, or in words why not. */
export function boundedRange(
  { from, to }: { from: Date; to: Date },
  maxSeconds: number,
  now: number,
): { from: number; to: number } {
  const range = { from: from.getTime() / 1000, to: to.getTime() / 1000 };
  if (range.to <= range.from) {
    throw new InputError('The range ends before it begins: swap from and to');
  }
  if (range.to - range.from > maxSeconds) {
    throw new InputError(
      `The range is longer than ${days(maxSeconds)}: ask for less at once`,
    );
  }
  if (range.from < now / 1000 - OLDEST_DAYS * 86_400) {
    throw new InputError(
      `The range begins more than ${OLDEST_DAYS} days ago, of which nothing is kept`,
    );
  }
  if (range.from > now / 1000 + 60) {
    throw new InputError('The range lies in the future');
  }
  return range;
}

function chooseStep(
  seconds: number,
  wanted: number | undefined,
  maxPoints: number,
): number {
  const least = Math.max(
    wanted ?? 0,
    // Both ends may grow by a step.
    seconds / (wanted === undefined ? Math.min(WANTED_POINTS, maxPoints) : 1e9),
    seconds / Math.max(maxPoints - 3, 1),
  );
  return (
    LADDER.find(step => step >= least) ??
    // Of whole days
    Math.ceil(least / 86_400) * 86_400
  );
}

function days(seconds: number): string {
  const whole = seconds / 86_400;
  return whole >= 1
    ? `${Math.round(whole * 10) / 10} days`
    : `${seconds} seconds`;
}
