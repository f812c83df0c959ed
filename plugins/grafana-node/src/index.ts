/**
 * Extension points of the Grafana backend: what of the measured world is an entity's, how it is asked for, and when it was
 * deployed
 *
 * @packageDocumentation
 */

export {
  grafanaExtensionPoint,
  type GrafanaExtensionPoint,
} from './extensions';
export type { DeploymentMarkers } from './markers';
export type { QueryBuilder, SignalPanelQuery, SignalQueries } from './queries';
export type { EntityScope, EntityScopes } from './scopes';
