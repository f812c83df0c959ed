import { secondsOf, type Range } from '../model/range';

/** So many points a chart has, more or less: there is nothing new before the next. */
const POINTS = 240;
const LEAST_MS = 15_000;
const MOST_MS = 300_000;

/** How often a range that ends now is read anew while somebody looks. */
export function refreshMs(range: Range): number {
  const step = (secondsOf(range) / POINTS) * 1000;
  return Math.min(MOST_MS, Math.max(LEAST_MS, step));
}
