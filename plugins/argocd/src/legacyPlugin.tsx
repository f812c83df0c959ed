import type { Entity } from '@backstage/catalog-model';
import {
  compatWrapper,
  convertLegacyRouteRef,
} from '@backstage/core-compat-api';
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
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
  createRoutableExtension({
    name: 'ArgoCDPage',
    mountPoint: convertLegacyRouteRef(rootRouteRef),
    component: () =>
      import('./ArgoCDPage').then(m => () => compatWrapper(<m.ArgoCDPage />)),
  }),
);

/**
 * The Applications of an entity in short, for its overview.
 *
 * @public
 */
export const EntityArgoCDCard = argocdPlugin.provide(
  createComponentExtension({
    name: 'EntityArgoCDCard',
    component: {
      lazy: () =>
        import('./entity/EntityArgoCDCard').then(
          m => () => compatWrapper(<m.EntityArgoCDCard />),
        ),
    },
  }),
);

/**
 * The Applications of an entity in full, for the tab `/argocd` of its page.
 *
 * @public
 */
export const EntityArgoCDContent = argocdPlugin.provide(
  createComponentExtension({
    name: 'EntityArgoCDContent',
    component: {
      lazy: () =>
        import('./entity/EntityArgoCDContent').then(
          m => () => compatWrapper(<m.EntityArgoCDContent />),
        ),
    },
  }),
);
