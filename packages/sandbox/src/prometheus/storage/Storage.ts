import type { Labels } from './labels';
import type { Matcher } from './matchers';

/** A series with its value at one moment. */
export interface Sample {
  labels: Labels;
  value: number;
}

/** A series with its values in a span of time; both lists are of the same length. */
export interface Samples {
  labels: Labels;
  /** Milliseconds, ascending. */
  times: number[];
  values: number[];
}

/** What a selector has picked. */
export interface Selection {
  /** The newest sample of each series, where it is not older than five minutes and the series has not ended. */
  instant(time: number): Sample[];
  /** What was scraped after `from` up to and including `to`. */
  range(from: number, to: number): Samples[];
}

/** Where the evaluator has its series from. */
export interface Storage {
  select(matchers: readonly Matcher[]): Selection;
}
