import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createApiFactory,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { legacyComponent, legacyPage } from '@idp/parts-react/legacy';
import { GrafanaClient } from '@idp/plugin-grafana-common';
import { grafanaApiRef } from './api';
import { changeRouteRef, entityRouteRef, rootRouteRef } from './routes';

export { isGrafanaAvailable } from '@idp/plugin-grafana-common';

/**
 * Dashboards, alerts, golden signals and logs.
 *
 * @public
 */
export const grafanaPlugin = createPlugin({
  id: 'idp-grafana',
  apis: [
    createApiFactory({
      api: grafanaApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new GrafanaClient(apis),
    }),
  ],
  routes: { root: convertLegacyRouteRef(rootRouteRef) },
  externalRoutes: {
    entity: convertLegacyRouteRef(entityRouteRef),
    change: convertLegacyRouteRef(changeRouteRef),
  },
});

/**
 * All alerts; for the route `/observability`.
 *
 * @public
 */
export const ObservabilityPage = grafanaPlugin.provide(
  legacyPage({
    name: 'ObservabilityPage',
    mountPoint: rootRouteRef,
    load: () => import('./page').then(m => m.ObservabilityPage),
  }),
);

/**
 * Alerts, signals and dashboards of an entity in short, for its overview.
 *
 * @public
 */
export const EntityGrafanaCard = grafanaPlugin.provide(
  legacyComponent({
    name: 'EntityGrafanaCard',
    load: () =>
      import('./entity/EntityGrafanaCard').then(m => m.EntityGrafanaCard),
  }),
);

/**
 * Signals, alerts, logs and dashboards of an entity, for the tab `/observability` of its page.
 *
 * @public
 */
export const EntityGrafanaContent = grafanaPlugin.provide(
  legacyComponent({
    name: 'EntityGrafanaContent',
    load: () =>
      import('./entity/EntityGrafanaContent').then(m => m.EntityGrafanaContent),
  }),
);
