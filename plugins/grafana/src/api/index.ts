export { grafanaApiRef } from './grafanaApiRef';
export { useAlerts, useDashboards, useSignals } from './useReads';
