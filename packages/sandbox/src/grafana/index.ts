export { createGrafanaRouter } from './createGrafanaRouter';
export type {
  Folder,
  GrafanaView,
  RuleInstance,
  StoredDashboard,
  StoredRule,
} from './GrafanaView';
export { grafanaRuleGroup } from './world/grafanaRules';
export { worldGrafana } from './world/worldGrafana';
