export {
  GRAFANA_ANNOTATIONS,
  hasAlertAnnotation,
  hasDashboardAnnotation,
  isGrafanaAvailable,
} from './annotations';
export {
  readGrafanaClaim,
  type GrafanaClaim,
  type OverviewClaim,
  type ReadGrafanaClaim,
} from './readGrafanaClaim';
