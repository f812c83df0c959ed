import type { SignalSeries } from '@idp/plugin-grafana-common';
import { list, object, text } from '@idp/upstream/wire';
import type { AlignedRange } from './ranges';

const MOST_NAME = 100;

/** The series of a range, each with a value or null for every step; and how many more there are than may be shown. */
export function parseMatrix(
  wire: unknown,
  range: AlignedRange,
  options: { environment: string; maxSeries: number },
): { series: SignalSeries[]; cut: number } {
  const { environment, maxSeries } = options;
  const byName = new Map<string, SignalSeries>();
  let cut = 0;
  for (const item of list(wire).map(object)) {
    const labels = object(item.metric);
    const name = text(labels.series, MOST_NAME) ?? 'value';
    const known = byName.get(name);
    if (!known && byName.size >= maxSeries) {
      cut += 1;
      continue;
    }
    const series = known ?? {
      environment,
      name,
      values: Array<number | null>(range.points).fill(null),
    };
    byName.set(name, series);
    fill(series.values, item.values, range);
  }
  return {
    series: [...byName.values()].sort((a, b) => a.name.localeCompare(b.name)),
    cut,
  };
}

function fill(
  values: Array<number | null>,
  wire: unknown,
  { start, stepSeconds, points }: AlignedRange,
): void {
  for (const pair of list(wire)) {
    if (!Array.isArray(pair)) continue;
    const at = (Number(pair[0]) - start) / stepSeconds;
    // Values arrive as texts: NaN, +Inf and -Inf are no points of a chart.
    const value = typeof pair[1] === 'string' ? Number(pair[1]) : NaN;
    if (
      Number.isInteger(at) &&
      at >= 0 &&
      at < points &&
      pair[1] !== '' &&
      Number.isFinite(value)
    ) {
      values[at] = value;
    }
  }
}
