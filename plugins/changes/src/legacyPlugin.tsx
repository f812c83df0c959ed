import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createApiFactory,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { legacyComponent, legacyPage } from '@idp/parts-react/legacy';
import { changesApiRef, ChangesClient } from './api';
import {
  detailsRouteRef,
  entityRouteRef,
  goldenPathRouteRef,
  goldenPathsRouteRef,
  rootRouteRef,
} from './routes';

/**
 * The changes of the GitOps repository.
 *
 * @public
 */
export const changesPlugin = createPlugin({
  id: 'idp-changes',
  apis: [
    createApiFactory({
      api: changesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new ChangesClient(apis),
    }),
  ],
  routes: {
    root: convertLegacyRouteRef(rootRouteRef),
    details: convertLegacyRouteRef(detailsRouteRef),
  },
  externalRoutes: {
    goldenPaths: convertLegacyRouteRef(goldenPathsRouteRef),
    goldenPath: convertLegacyRouteRef(goldenPathRouteRef),
    entity: convertLegacyRouteRef(entityRouteRef),
  },
});

/**
 * The list of changes and the page of each; for the route `/changes`.
 *
 * @public
 */
export const ChangesPage = changesPlugin.provide(
  legacyPage({
    name: 'ChangesPage',
    mountPoint: rootRouteRef,
    load: () => import('./ChangesPage').then(m => m.ChangesPage),
  }),
);

/**
 * The open changes of an entity, for its overview.
 *
 * @public
 */
export const EntityChangesCard = changesPlugin.provide(
  legacyComponent({
    name: 'EntityChangesCard',
    load: () =>
      import('./entity/EntityChangesCard').then(m => m.EntityChangesCard),
  }),
);

/**
 * The open changes of an entity, for a tab of its page.
 *
 * @public
 */
export const EntityChangesContent = changesPlugin.provide(
  legacyComponent({
    name: 'EntityChangesContent',
    load: () =>
      import('./entity/EntityChangesContent').then(m => m.EntityChangesContent),
  }),
);
