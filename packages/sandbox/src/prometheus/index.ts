export { createPrometheusRouter } from './api/createPrometheusRouter';
export { parseQuery, PromError, readDuration, unquote } from './promql';
export { readRules, RuleEngine, type Alert, type RuleGroup } from './rules';
export {
  compileRegex,
  createMatcher,
  keyOf,
  matchesAll,
  SeriesStorage,
  type Labels,
  type Matcher,
} from './storage';
