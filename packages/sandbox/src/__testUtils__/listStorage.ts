import {
  matchesAll,
  type Labels,
  type Matcher,
  type Selection,
  type Storage,
} from '../prometheus/storage';

const LOOKBACK = 300_000;

/** Series by hand: a value a step, from time 0 on; undefined where nothing was scraped. */
export function listStorage(
  step: number,
  series: Array<[Labels, Array<number | undefined>]>,
): Storage {
  return {
    select: (matchers: readonly Matcher[]): Selection => {
      const selected = series.filter(([labels]) =>
        matchesAll(labels, matchers),
      );
      return {
        instant: time =>
          selected.flatMap(([labels, values]) => {
            for (let at = Math.floor(time / step); at >= 0; at--) {
              if (at * step <= time - LOOKBACK) return [];
              const value = values[at];
              if (value !== undefined) return [{ labels, value }];
            }
            return [];
          }),
        range: (from, to) =>
          selected.flatMap(([labels, all]) => {
            const known = all
              .map((value, index) => ({ time: index * step, value }))
              .filter(
                ({ time, value }) =>
                  value !== undefined && time > from && time <= to,
              );
            return known.length === 0
              ? []
              : [
                  {
                    labels,
                    times: known.map(({ time }) => time),
                    values: known.map(({ value }) => value!),
                  },
                ];
          }),
      };
    },
  };
}
