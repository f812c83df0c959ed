export {
  SCRAPE_INTERVAL,
  SeriesStorage,
  type FunctionSeries,
} from './SeriesStorage';
export {
  describeLabels,
  keyOf,
  NAME,
  withoutName,
  type Labels,
} from './labels';
export {
  compileRegex,
  createMatcher,
  matchesAll,
  type Matcher,
} from './matchers';
export type { Sample, Samples, Selection, Storage } from './Storage';
