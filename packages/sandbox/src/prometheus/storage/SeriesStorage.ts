import type { Clock } from '../../clock';
import { NAME, type Labels } from './labels';
import { matchesAll, type Matcher } from './matchers';
import type { Sample, Samples, Selection, Storage } from './Storage';

/** How often everything is scraped, in milliseconds; at full quarters of a minute. */
export const SCRAPE_INTERVAL = 15_000;

/** A series that can be asked for its value at any moment. */
export interface FunctionSeries {
  labels: Labels;
  at(time: number): number | undefined;
}

/** Remembers scrapes: the windows of a range query overlap. */
class ScrapedSeries {
  private readonly known = new Map<number, number | undefined>();

  constructor(private readonly series: FunctionSeries) {}

  get labels(): Labels {
    return this.series.labels;
  }

  at(time: number): number | undefined {
    if (this.known.has(time)) return this.known.get(time);
    const value = this.series.at(time);
    this.known.set(time, value);
    return value;
  }
}

/**
 * Series as they would have been scraped: a value is what it was at the last scrape, nothing is known of the future, and what
 * is older than the retention is gone.
 */
export class SeriesStorage implements Storage {
  private indexed?: {
    of: readonly FunctionSeries[];
    byName: ReadonlyMap<string, FunctionSeries[]>;
  };

  constructor(
    private readonly clock: Clock,
    private readonly retention: number,
    private readonly series: () => readonly FunctionSeries[],
  ) {}

  select(matchers: readonly Matcher[]): Selection {
    const name = matchers.find(one => one.name === NAME);
    const selected = this.named(name).filter(({ labels }) =>
      matchesAll(labels, matchers),
    );
    const memories = selected.map(one => new ScrapedSeries(one));
    const now = this.clock.now().getTime();
    const oldest = now - this.retention;
    return {
      instant: time => {
        const at = scrapeBefore(Math.min(time, now));
        // Five minutes after the last scrape nothing is known any more.
        if (at < oldest || time - at > 300_000) return [];
        const samples: Sample[] = [];
        for (const memory of memories) {
          const value = memory.at(at);
          if (value !== undefined)
            samples.push({ labels: memory.labels, value });
        }
        return samples;
      },
      range: (from, to) => {
        const first = Math.max(
          scrapeBefore(from) + SCRAPE_INTERVAL,
          Math.ceil(oldest / SCRAPE_INTERVAL) * SCRAPE_INTERVAL,
        );
        const last = Math.min(to, now);
        const all: Samples[] = [];
        for (const memory of memories) {
          const times: number[] = [];
          const values: number[] = [];
          for (let at = first; at <= last; at += SCRAPE_INTERVAL) {
            const value = memory.at(at);
            if (value === undefined) continue;
            times.push(at);
            values.push(value);
          }
          if (times.length > 0)
            all.push({ labels: memory.labels, times, values });
        }
        return all;
      },
    };
  }

  /** Those whose name may fit. */
  private named(name: Matcher | undefined): readonly FunctionSeries[] {
    const all = this.series();
    if (this.indexed?.of !== all)
      this.indexed = { of: all, byName: indexOf(all) };
    const { byName } = this.indexed;
    if (name?.op === '=') return byName.get(name.value) ?? [];
    return [...byName]
      .filter(([key]) => !name || name.matches(key))
      .flatMap(([, series]) => series);
  }
}

function indexOf(series: readonly FunctionSeries[]) {
  const byName = new Map<string, FunctionSeries[]>();
  for (const one of series) {
    const list = byName.get(one.labels[NAME]);
    if (list) list.push(one);
    else byName.set(one.labels[NAME], [one]);
  }
  return byName;
}

export function scrapeBefore(time: number) {
  return Math.floor(time / SCRAPE_INTERVAL) * SCRAPE_INTERVAL;
}
