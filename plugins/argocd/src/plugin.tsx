import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { ArgoCDClient } from '@idp/plugin-argocd-common';
import { RiStackLine } from '@remixicon/react';
import { argocdApiRef } from './api';
import {
  changeRouteRef,
  ENTITY_TAB_PATH,
  entityRouteRef,
  goldenPathsRouteRef,
  rootRouteRef,
} from './routes';

const argocdApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: argocdApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new ArgoCDClient(apis),
    }),
});

const argocdPage = PageBlueprint.make({
  params: {
    path: '/argocd',
    title: 'Applications',
    icon: <RiStackLine />,
    routeRef: rootRouteRef,
    noHeader: true,
    loader: () => import('./ArgoCDPage').then(m => <m.ArgoCDPage />),
  },
});

/** Entities that claim an Application. */
const byName = {
  'metadata.annotations.argocd/app-name': { $exists: true },
};
const bySelector = {
  'metadata.annotations.argocd/app-selector': { $exists: true },
};

const entityArgoCDCard = EntityCardBlueprint.make({
  name: 'applications',
  params: {
    filter: { $any: [byName, bySelector] },
    loader: () =>
      import('./entity/EntityArgoCDCard').then(m => <m.EntityArgoCDCard />),
  },
});

const entityArgoCDContent = EntityContentBlueprint.make({
  params: {
    path: ENTITY_TAB_PATH,
    title: 'Argo CD',
    // A component without the annotation learns here which one it lacks.
    filter: { $any: [byName, bySelector, { kind: 'component' }] },
    loader: () =>
      import('./entity/EntityArgoCDContent').then(m => (
        <m.EntityArgoCDContent />
      )),
  },
});

const brokenApplicationsWidget = HomePageWidgetBlueprint.make({
  name: 'broken-applications',
  params: {
    name: 'BrokenApplications',
    title: 'Needs a look',
    description: 'What of yours is broken or differs from Git',
    components: () =>
      import('./home/BrokenApplications').then(m => ({
        Content: m.BrokenApplications,
      })),
  },
});

/**
 * Applications of Argo CD: on the pages of their entities, and all of them on a page of their own.
 *
 * @public
 */
export const argocdPlugin = createFrontendPlugin({
  pluginId: 'idp-argocd',
  title: 'Argo CD',
  icon: <RiStackLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  externalRoutes: {
    entity: entityRouteRef,
    change: changeRouteRef,
    goldenPaths: goldenPathsRouteRef,
  },
  extensions: [
    argocdApi,
    argocdPage,
    entityArgoCDCard,
    entityArgoCDContent,
    brokenApplicationsWidget,
  ],
});
