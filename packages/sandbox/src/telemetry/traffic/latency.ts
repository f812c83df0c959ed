/** Milliseconds of Envoy's histograms. */
export const BUCKETS = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000,
  300000, 600000, 1800000, 3600000,
] as const;

/** How long answers take: half of them no longer than `median` milliseconds, with a long tail. */
export interface Latency {
  median: number;
  spread: number;
}

/** The share of answers that take no longer than so many milliseconds. */
export function shareWithin(
  { median, spread }: Latency,
  upper: number,
): number {
  if (upper === Infinity) return 1;
  return normal(Math.log(upper / median) / spread);
}

export const meanOf = ({ median, spread }: Latency): number =>
  median * Math.exp((spread * spread) / 2);

/** The duration that `share` of the answers stay below. */
export function durationAt({ median, spread }: Latency, share: number): number {
  // A logistic is near enough to a normal distribution for a line of a log.
  const bounded = Math.min(0.9999, Math.max(0.0001, share));
  return (
    median * Math.exp((spread * Math.log(bounded / (1 - bounded))) / 1.702)
  );
}

/** The standard normal distribution, by Abramowitz and Stegun 26.2.17. */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const tail =
    density *
    t *
    (0.31938153 +
      t *
        (-0.356563782 +
          t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x >= 0 ? 1 - tail : tail;
}
