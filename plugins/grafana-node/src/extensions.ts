import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { DeploymentMarkers } from './markers';
import type { SignalQueries } from './queries';
import type { EntityScopes } from './scopes';

/**
 * Where a module of the Grafana backend says what it knows of entities.
 *
 * @public
 */
export interface GrafanaExtensionPoint {
  /** The first that knows an entity decides; those of modules come before the configuration's. */
  addScopes(scopes: EntityScopes): void;
  addMarkers(markers: DeploymentMarkers): void;
  /** Panels of kinds in the place of the built-in ones. */
  setQueries(queries: SignalQueries): void;
}

/** @public */
export const grafanaExtensionPoint =
  createExtensionPoint<GrafanaExtensionPoint>({ id: 'idp-grafana' });
