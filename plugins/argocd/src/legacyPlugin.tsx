import type { Entity } from '@backstage/catalog-model';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createApiFactory,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { legacyComponent, legacyPage } from '@idp/parts-react/legacy';
import { ArgoCDClient, hasArgoCDAnnotation } from '@idp/plugin-argocd-common';
import { argocdApiRef } from './api';
import {
  changeRouteRef,
  entityRouteRef,
  goldenPathsRouteRef,
  rootRouteRef,
} from './routes';

/**
 * Applications of Argo CD.
 *
 * @public
 */
export const argocdPlugin = createPlugin({
  id: 'idp-argocd',
  apis: [
    createApiFactory({
      api: argocdApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new ArgoCDClient(apis),
    }),
  ],
  routes: { root: convertLegacyRouteRef(rootRouteRef) },
  externalRoutes: {
    entity: convertLegacyRouteRef(entityRouteRef),
    change: convertLegacyRouteRef(changeRouteRef),
    goldenPaths: convertLegacyRouteRef(goldenPathsRouteRef),
  },
});

/**
 * Whether an entity says anything of Argo CD, for an `EntitySwitch`.
 *
 * @public
 */
export const isArgoCDAvailable = (entity: Entity): boolean =>
  hasArgoCDAnnotation(entity);

/**
 * All Applications; for the route `/argocd`.
 *
 * @public
 */
export const ArgoCDPage = argocdPlugin.provide(
  legacyPage({
    name: 'ArgoCDPage',
    mountPoint: rootRouteRef,
    load: () => import('./ArgoCDPage').then(m => m.ArgoCDPage),
  }),
);

/**
 * The Applications of an entity in short, for its overview.
 *
 * @public
 */
export const EntityArgoCDCard = argocdPlugin.provide(
  legacyComponent({
    name: 'EntityArgoCDCard',
    load: () =>
      import('./entity/EntityArgoCDCard').then(m => m.EntityArgoCDCard),
  }),
);

/**
 * The Applications of an entity in full, for the tab `/argocd` of its page.
 *
 * @public
 */
export const EntityArgoCDContent = argocdPlugin.provide(
  legacyComponent({
    name: 'EntityArgoCDContent',
    load: () =>
      import('./entity/EntityArgoCDContent').then(m => m.EntityArgoCDContent),
  }),
);
