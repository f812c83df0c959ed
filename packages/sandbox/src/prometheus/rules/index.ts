export type { Alert, AlertStates } from './AlertStates';
export {
  readRuleGroup,
  readRules,
  type AlertingRule,
  type RecordingRule,
  type RuleGroup,
} from './readRules';
export { RuleEngine } from './RuleEngine';
export { exponential } from './templates';
