import { LokiError } from '../LokiError';
import { nanoseconds, type Line, type LogStream } from '../lines';
import { runStages, type LogQuery } from '../logql';

type Labels = Readonly<Record<string, string>>;

/** A line that a query has found. */
export interface Found {
  labels: Labels;
  /** Nanoseconds since 1970. */
  at: bigint;
  line: Line;
}

/** Most lines that a question may have to look at. */
const MOST = 1_000_000;

/** The lines that a query finds, one after another, in the direction that is asked for; each span holds its start. */
export function* readLines(options: {
  query: LogQuery;
  streams: readonly LogStream[];
  /** Nanoseconds. */
  start: bigint;
  end: bigint;
  /** Milliseconds between which there may be lines at all. */
  bounds: { from: number; to: number };
  backward: boolean;
}): Generator<Found> {
  const { query, streams, bounds, backward } = options;
  const start = later(options.start, BigInt(bounds.from) * 1_000_000n);
  const end = -later(-options.end, -BigInt(bounds.to) * 1_000_000n);
  if (start >= end) return;
  const first = Number(start / 1_000_000_000n);
  const last = Number((end - 1n) / 1_000_000_000n);
  const step = backward ? -1 : 1;
  let looked = 0;
  for (
    let second = backward ? last : first;
    backward ? second >= first : second <= last;
    second += step
  ) {
    const found: Found[] = [];
    for (const stream of streams) {
      for (const line of stream.second(second)) {
        looked += 1;
        const at = BigInt(nanoseconds(line));
        if (at < start || at >= end) continue;
        const labels = runStages(query.stages, line.text, {
          ...stream.labels,
          detected_level: line.level,
        });
        if (labels) found.push({ labels, at, line });
      }
    }
    if (looked > MOST) {
      throw new LokiError(
        'the query would read too many bytes; consider adding more specific stream selectors or reduce the time range of the query',
      );
    }
    const order = found.sort((a, b) => (a.at < b.at ? -1 : 1));
    yield* backward ? order.reverse() : order;
  }
}

function later(a: bigint, b: bigint) {
  return a > b ? a : b;
}
