import type { Entity } from '@backstage/catalog-model';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import {
  createApiFactory,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { legacyComponent, legacyPage } from '@idp/parts-react/legacy';
import { hasVaultAnnotation, VaultClient } from '@idp/plugin-vault-common';
import { vaultApiRef } from './api';
import {
  calendarRouteRef,
  entityRouteRef,
  goldenPathsRouteRef,
  rootRouteRef,
} from './routes';

/**
 * Secrets in Vault and their delivery.
 *
 * @public
 */
export const vaultPlugin = createPlugin({
  id: 'idp-vault',
  apis: [
    createApiFactory({
      api: vaultApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new VaultClient(apis),
    }),
  ],
  routes: {
    root: convertLegacyRouteRef(rootRouteRef),
    calendar: convertLegacyRouteRef(calendarRouteRef),
  },
  externalRoutes: {
    entity: convertLegacyRouteRef(entityRouteRef),
    goldenPaths: convertLegacyRouteRef(goldenPathsRouteRef),
  },
});

/**
 * Whether an entity says anything of Vault, for an `EntitySwitch`.
 *
 * @public
 */
export const isVaultAvailable = (entity: Entity): boolean =>
  hasVaultAnnotation(entity);

/**
 * All secrets; for the route `/vault`.
 *
 * @public
 */
export const VaultPage = vaultPlugin.provide(
  legacyPage({
    name: 'VaultPage',
    mountPoint: rootRouteRef,
    load: () => import('./VaultPage').then(m => m.VaultPage),
  }),
);

/**
 * The secrets of an entity in short, for its overview.
 *
 * @public
 */
export const EntityVaultCard = vaultPlugin.provide(
  legacyComponent({
    name: 'EntityVaultCard',
    load: () => import('./entity/EntityVaultCard').then(m => m.EntityVaultCard),
  }),
);

/**
 * The secrets of an entity in full, for the tab `/vault` of its page.
 *
 * @public
 */
export const EntityVaultContent = vaultPlugin.provide(
  legacyComponent({
    name: 'EntityVaultContent',
    load: () =>
      import('./entity/EntityVaultContent').then(m => m.EntityVaultContent),
  }),
);
