import type { Entity } from '@backstage/catalog-model';

/**
 * Annotations that say what an entity has in Grafana; the first seven are those of the community plugin.
 *
 * @public
 */
export const GRAFANA_ANNOTATIONS = {
  /** A tag, or an expression over the fields of a dashboard. */
  dashboardSelector: 'grafana/dashboard-selector',
  /** The old name of the same. */
  tagSelector: 'grafana/tag-selector',
  /** `label=value`, or several with commas: an alert is the entity's that has any of them. */
  alertLabelSelector: 'grafana/alert-label-selector',
  /** The address of a dashboard, or its uid. */
  overviewDashboard: 'grafana/overview-dashboard',
  /** A Grafana by its id in the configuration, or several with commas; all when absent. */
  hostId: 'grafana/host-id',
  /** Another name of the same. */
  sourceId: 'grafana/source-id',
  /** uids of dashboards, with commas. */
  dashboardUid: 'grafana/dashboard-uid',
  /** Folders by uid or title, with commas: all that lies in them. */
  dashboardFolder: 'grafana/dashboard-folder',
  /** What is measured, where nothing else says so: the Kubernetes namespace. */
  namespace: 'grafana/namespace',
  /** The workload in that namespace; the entity's name when absent. */
  workload: 'grafana/workload',
  /** `web-service`, `worker` or `job`. */
  kind: 'grafana/kind',
} as const;

const DASHBOARDS = [
  GRAFANA_ANNOTATIONS.dashboardSelector,
  GRAFANA_ANNOTATIONS.tagSelector,
  GRAFANA_ANNOTATIONS.dashboardUid,
  GRAFANA_ANNOTATIONS.dashboardFolder,
  GRAFANA_ANNOTATIONS.overviewDashboard,
];

/**
 * Whether an entity says which dashboards it has.
 *
 * @public
 */
export function hasDashboardAnnotation(entity: Entity): boolean {
  const annotations = entity.metadata.annotations ?? {};
  return DASHBOARDS.some(name => Boolean(annotations[name]));
}

/**
 * Whether an entity says which alerts it has.
 *
 * @public
 */
export function hasAlertAnnotation(entity: Entity): boolean {
  return Boolean(
    entity.metadata.annotations?.[GRAFANA_ANNOTATIONS.alertLabelSelector],
  );
}

/**
 * Whether an entity says anything of Grafana, for cards and tabs that show themselves.
 *
 * @public
 */
export function isGrafanaAvailable(entity: Entity): boolean {
  return (
    hasDashboardAnnotation(entity) ||
    hasAlertAnnotation(entity) ||
    Boolean(entity.metadata.annotations?.[GRAFANA_ANNOTATIONS.namespace])
  );
}
