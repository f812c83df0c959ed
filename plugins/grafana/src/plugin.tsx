import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import type { FilterPredicate } from '@backstage/filter-predicates';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { GRAFANA_ANNOTATIONS, GrafanaClient } from '@idp/plugin-grafana-common';
import { RiPulseLine } from '@remixicon/react';
import { z } from 'zod/v4';
import { grafanaApiRef } from './api';
import {
  changeRouteRef,
  ENTITY_TAB_PATH,
  entityRouteRef,
  rootRouteRef,
} from './routes';

const grafanaApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: grafanaApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new GrafanaClient(apis),
    }),
});

const observabilityPage = PageBlueprint.makeWithOverrides({
  configSchema: {
    /** Which entity the platform itself is. */
    platform: z.string().optional(),
  },
  factory: (originalFactory, { config }) =>
    originalFactory({
      path: '/observability',
      title: 'Observability',
      icon: <RiPulseLine />,
      routeRef: rootRouteRef,
      noHeader: true,
      loader: () =>
        import('./page').then(m => (
          <m.ObservabilityPage platform={config.platform} />
        )),
    }),
});

/** Entities of which something may be measured, or who say what they have in Grafana. */
const measured = [
  ...Object.values(GRAFANA_ANNOTATIONS),
  'backstage.io/kubernetes-namespace',
].map(
  annotation =>
    ({
      [`metadata.annotations.${annotation}`]: { $exists: true },
    } as FilterPredicate),
);

const entityGrafanaCard = EntityCardBlueprint.make({
  name: 'observability',
  params: {
    filter: { $any: measured },
    loader: () =>
      import('./entity/EntityGrafanaCard').then(m => <m.EntityGrafanaCard />),
  },
});

const entityGrafanaContent = EntityContentBlueprint.makeWithOverrides({
  configSchema: {
    /** Whether the overview dashboard may be shown within the page, by Grafana itself. */
    embed: z.boolean().default(false),
  },
  factory: (originalFactory, { config }) =>
    originalFactory({
      path: ENTITY_TAB_PATH,
      title: 'Observability',
      // A component without an annotation learns here which one it lacks.
      filter: { $any: [...measured, { kind: 'component' }] },
      loader: () =>
        import('./entity/EntityGrafanaContent').then(m => (
          <m.EntityGrafanaContent embed={config.embed} />
        )),
    }),
});

const firingAlertsWidget = HomePageWidgetBlueprint.make({
  name: 'firing-alerts',
  params: {
    name: 'FiringAlerts',
    title: 'Alerts',
    description: 'What of yours has an alert',
    components: () =>
      import('./home/FiringAlerts').then(m => ({ Content: m.FiringAlerts })),
  },
});

/**
 * Dashboards, alerts, golden signals and logs: on the pages of their entities, and all alerts on a page of their own.
 *
 * @public
 */
export const grafanaPlugin = createFrontendPlugin({
  pluginId: 'idp-grafana',
  title: 'Observability',
  icon: <RiPulseLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  externalRoutes: { entity: entityRouteRef, change: changeRouteRef },
  extensions: [
    grafanaApi,
    observabilityPage,
    entityGrafanaCard,
    entityGrafanaContent,
    firingAlertsWidget,
  ],
});
