import type { LogStreams } from '../lines';
import type { MetricQuery } from '../logql';
import { readLines } from './readLines';

type Labels = Readonly<Record<string, string>>;

/** A series of what lines count up to; times are seconds. */
export interface CountSeries {
  labels: Labels;
  points: Map<number, number>;
}

const COMBINE: Readonly<Record<string, (values: number[]) => number>> = {
  sum: values => values.reduce((a, b) => a + b, 0),
  count: values => values.length,
  min: values => Math.min(...values),
  max: values => Math.max(...values),
  avg: values => values.reduce((a, b) => a + b, 0) / values.length,
};

/** What a query of numbers gives at each of some moments, in seconds. */
export function countLines(
  query: MetricQuery,
  streams: LogStreams,
  moments: readonly number[],
): CountSeries[] {
  if (query.type === 'vector') {
    const inner = countLines(query.query, streams, moments);
    const names = new Set(query.labels);
    const groups = new Map<
      string,
      { labels: Labels; members: CountSeries[] }
    >();
    for (const series of inner) {
      const labels = Object.fromEntries(
        Object.entries(series.labels)
          .filter(([name]) => names.has(name) !== query.without)
          .sort(),
      );
      const key = JSON.stringify(labels);
      const group = groups.get(key) ?? { labels, members: [] };
      groups.set(key, group);
      group.members.push(series);
    }
    return [...groups.values()].map(({ labels, members }) => ({
      labels,
      points: new Map(
        moments.flatMap(moment => {
          const values = members.flatMap(
            ({ points }) => points.get(moment) ?? [],
          );
          return values.length > 0
            ? [[moment, COMBINE[query.op](values)] as const]
            : [];
        }),
      ),
    }));
  }
  return counted(query, streams, moments);
}

function counted(
  { op, query, range }: Extract<MetricQuery, { type: 'range' }>,
  streams: LogStreams,
  moments: readonly number[],
): CountSeries[] {
  const seconds = range / 1000;
  const first = moments[0] - seconds;
  const last = moments[moments.length - 1];
  const weighs = op.startsWith('bytes');
  const known = new Map<
    string,
    { labels: Labels; times: number[]; sums: number[] }
  >();
  for (const { labels, at, line } of readLines({
    query,
    streams: streams.select(query.matchers),
    bounds: streams.bounds(),
    start: nanos(first),
    end: nanos(last) + 1n,
    backward: false,
  })) {
    const key = JSON.stringify(Object.entries(labels).sort());
    const one = known.get(key) ?? { labels, times: [], sums: [0] };
    known.set(key, one);
    one.times.push(Number(at) / 1e9);
    one.sums.push(
      one.sums[one.sums.length - 1] +
        (weighs ? Buffer.byteLength(line.text) : 1),
    );
  }
  return [...known.values()].map(({ labels, times, sums }) => ({
    labels,
    points: new Map(
      moments.flatMap(moment => {
        const count =
          sums[upTo(times, moment)] - sums[upTo(times, moment - seconds)];
        if (count === 0) return [];
        return [
          [moment, op.endsWith('rate') ? count / seconds : count] as const,
        ];
      }),
    ),
  }));
}

function nanos(seconds: number) {
  return BigInt(Math.round(seconds * 1000)) * 1_000_000n;
}

/** How many times are not after a moment. */
function upTo(times: readonly number[], moment: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
