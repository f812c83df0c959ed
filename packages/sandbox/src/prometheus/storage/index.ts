export {
  SCRAPE_INTERVAL,
  scrapeBefore,
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
