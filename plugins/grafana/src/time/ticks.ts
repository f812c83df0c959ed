import { stretchesOf } from './zone';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Distances between ticks that people count in. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map(minutes => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map(hours => hours * HOUR_MS),
  ...[1, 2, 7, 14, 28].map(days => days * DAY_MS),
];

export interface TimeTicks {
  stepMs: number;
  moments: number[];
}

/** Round times on the clocks of a zone, as many as fit; right across a change of the clocks. */
export function timeTicks(
  from: number,
  to: number,
  count: number,
  zone: string,
): TimeTicks {
  let stepMs = STEPS.find(step => (to - from) / step <= count) ?? 28 * DAY_MS;
  while ((to - from) / stepMs > count) stepMs *= 2;
  const moments: number[] = [];
  for (const stretch of stretchesOf(from, to, zone)) {
    const first =
      Math.ceil((stretch.from + stretch.offset) / stepMs) * stepMs -
      stretch.offset;
    for (let moment = first; moment <= stretch.to; moment += stepMs) {
      moments.push(moment);
    }
  }
  return { stepMs, moments };
}
