export { createPrometheusRouter } from './api/createPrometheusRouter';
export {
  Evaluation,
  parseQuery,
  PromError,
  readDuration,
  unquote,
} from './promql';
export {
  exponential,
  readRuleGroup,
  readRules,
  RuleEngine,
  type Alert,
  type RuleGroup,
} from './rules';
export {
  compileRegex,
  createMatcher,
  keyOf,
  matchesAll,
  SeriesStorage,
  withoutName,
  type Labels,
  type Matcher,
  type Sample,
} from './storage';
