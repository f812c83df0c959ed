export { AlertsView } from './AlertsView';
export { RuleRow } from './RuleRow';
export { StateFilter } from './StateFilter';
export { useStateParams } from './useStateParams';
