import type { KubeObject } from '../../world';
import type { Remembered } from '../past';

/** Labels of a series, with its name as `__name__`. */
export type SeriesLabels = Readonly<Record<string, string>>;

/** One series; a pure function of time, as far as the world has come. */
export interface Series {
  labels: SeriesLabels;
  /** @param time - milliseconds; undefined where there was nothing to measure */
  at(time: number): number | undefined;
}

/** What an object says of itself at a moment. */
export interface Reading {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** Series of what an object has said of itself, one for each set of labels that it ever had. */
export function seriesOf(
  one: Remembered,
  read: (state: KubeObject) => Reading[],
): Series[] {
  const readings = new WeakMap<KubeObject, Map<string, number>>();
  const series = new Map<string, SeriesLabels>();
  const readingsOf = (state: KubeObject) => {
    let found = readings.get(state);
    if (!found) {
      found = new Map();
      for (const { name, labels, value } of read(state)) {
        const all = { __name__: name, ...labels };
        const key = JSON.stringify(all);
        found.set(key, value);
        if (!series.has(key)) series.set(key, all);
      }
      readings.set(state, found);
    }
    return found;
  };
  for (const { value } of one.states.entries()) {
    if (value) readingsOf(value);
  }
  return [...series].map(([key, labels]) => ({
    labels,
    at(time) {
      const state = one.states.at(time);
      return state && readingsOf(state).get(key);
    },
  }));
}

/** A series that is the same at all times. */
export const constant = (
  name: string,
  labels: Record<string, string>,
  value: number,
): Series => ({ labels: { __name__: name, ...labels }, at: () => value });

export const seconds = (timestamp: string | undefined): number =>
  timestamp ? Date.parse(timestamp) / 1000 : 0;
