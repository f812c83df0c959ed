import type { Samples } from '../storage';

/** The span that a range vector was asked for, in milliseconds: after `from`, up to `to`. */
export interface Span {
  from: number;
  to: number;
}

type OverTime = (
  samples: Samples,
  span: Span,
  param: number,
) => number | undefined;

/** What becomes of the samples of one series; undefined where there is nothing to say. */
export const OVER_TIME: Readonly<Record<string, OverTime>> = {
  rate: (samples, span) => {
    const grown = extrapolated(samples, span, true);
    return grown && grown / ((span.to - span.from) / 1000);
  },
  increase: (samples, span) => extrapolated(samples, span, true),
  delta: (samples, span) => extrapolated(samples, span, false),
  irate: ({ times, values }) => {
    const last = values.length - 1;
    if (last < 1) return undefined;
    const grown =
      values[last] < values[last - 1]
        ? values[last]
        : values[last] - values[last - 1];
    return grown / ((times[last] - times[last - 1]) / 1000);
  },
  idelta: ({ values }) =>
    values.length < 2
      ? undefined
      : values[values.length - 1] - values[values.length - 2],
  avg_over_time: ({ values }) => sum(values) / values.length,
  sum_over_time: ({ values }) => sum(values),
  min_over_time: ({ values }) => values.reduce((a, b) => Math.min(a, b)),
  max_over_time: ({ values }) => values.reduce((a, b) => Math.max(a, b)),
  count_over_time: ({ values }) => values.length,
  last_over_time: ({ values }) => values[values.length - 1],
  present_over_time: () => 1,
  changes: ({ values }) =>
    values.filter(
      (value, index) =>
        index > 0 &&
        value !== values[index - 1] &&
        !(Number.isNaN(value) && Number.isNaN(values[index - 1])),
    ).length,
  resets: ({ values }) =>
    values.filter((value, index) => index > 0 && value < values[index - 1])
      .length,
  quantile_over_time: ({ values }, _, q) => quantile(q, values),
};

/** What a series has grown by, stretched to the whole span as Prometheus does it. */
function extrapolated(
  { times, values }: Samples,
  { from, to }: Span,
  isCounter: boolean,
): number | undefined {
  const last = values.length - 1;
  if (last < 1) return undefined;
  let grown = values[last] - values[0];
  if (isCounter) {
    for (let i = 1; i <= last; i++) {
      if (values[i] < values[i - 1]) grown += values[i - 1];
    }
  }
  const sampled = (times[last] - times[0]) / 1000;
  const between = sampled / last;
  const threshold = between * 1.1;
  let before = (times[0] - from) / 1000;
  let after = (to - times[last]) / 1000;
  if (before >= threshold) before = between / 2;
  if (isCounter && grown > 0 && values[0] >= 0) {
    // A counter is never below zero: not further back than where it would have begun.
    before = Math.min(before, sampled * (values[0] / grown));
  }
  if (after >= threshold) after = between / 2;
  return grown * ((sampled + before + after) / sampled);
}

/** With what rounding loses kept aside, as Prometheus sums: 1e100 + 1 - 1e100 is 1. */
export function sum(values: readonly number[]): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    if (!Number.isFinite(next)) lost = 0;
    else if (Math.abs(total) >= Math.abs(value)) lost += total - next + value;
    else lost += value - next + total;
    total = next;
  }
  return total + lost;
}

/** With linear interpolation between ranks. */
export function quantile(q: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(q)) return NaN;
  if (q < 0) return -Infinity;
  if (q > 1) return Infinity;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = q * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return sorted[lower] * (1 - weight) + sorted[upper] * weight;
}
