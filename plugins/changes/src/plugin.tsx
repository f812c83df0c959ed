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
import { RiGitPullRequestLine } from '@remixicon/react';
import { changesApiRef, ChangesClient } from './api';
import {
  detailsRouteRef,
  entityRouteRef,
  goldenPathRouteRef,
  goldenPathsRouteRef,
  rootRouteRef,
} from './routes';

const changesApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: changesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new ChangesClient(apis),
    }),
});

const changesPage = PageBlueprint.make({
  params: {
    path: '/changes',
    title: 'Changes',
    icon: <RiGitPullRequestLine />,
    routeRef: rootRouteRef,
    // The heading of a change's page is the change's title.
    noHeader: true,
    loader: () => import('./ChangesPage').then(m => <m.ChangesPage />),
  },
});

/** Tenants are systems, workloads are components. */
const filter = { kind: { $in: ['system', 'component'] } };

const entityChangesCard = EntityCardBlueprint.make({
  name: 'open',
  params: {
    filter,
    loader: () =>
      import('./entity/EntityChangesCard').then(m => <m.EntityChangesCard />),
  },
});

const entityChangesContent = EntityContentBlueprint.make({
  params: {
    path: '/changes',
    title: 'Changes',
    filter,
    loader: () =>
      import('./entity/EntityChangesContent').then(m => (
        <m.EntityChangesContent />
      )),
  },
});

const openChangesWidget = HomePageWidgetBlueprint.make({
  name: 'open-changes',
  params: {
    name: 'OpenChanges',
    title: 'Open changes',
    description: 'Changes that wait to be merged or closed',
    components: () =>
      import('./home/OpenChanges').then(m => ({ Content: m.OpenChanges })),
  },
});

/**
 * The changes of the GitOps repository: list, review, and what is open for a tenant or workload.
 *
 * @public
 */
export const changesPlugin = createFrontendPlugin({
  pluginId: 'idp-changes',
  title: 'Changes',
  icon: <RiGitPullRequestLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, details: detailsRouteRef },
  externalRoutes: {
    goldenPaths: goldenPathsRouteRef,
    goldenPath: goldenPathRouteRef,
    entity: entityRouteRef,
  },
  extensions: [
    changesApi,
    changesPage,
    entityChangesCard,
    entityChangesContent,
    openChangesWidget,
  ],
});
