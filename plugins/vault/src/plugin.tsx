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
import { VaultClient } from '@idp/plugin-vault-common';
import { RiKey2Line } from '@remixicon/react';
import { vaultApiRef } from './api';
import {
  calendarRouteRef,
  ENTITY_TAB_PATH,
  entityRouteRef,
  goldenPathsRouteRef,
  rootRouteRef,
} from './routes';

const vaultApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: vaultApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: apis => new VaultClient(apis),
    }),
});

const vaultPage = PageBlueprint.make({
  params: {
    path: '/vault',
    title: 'Secrets',
    icon: <RiKey2Line />,
    routeRef: rootRouteRef,
    noHeader: true,
    loader: () => import('./VaultPage').then(m => <m.VaultPage />),
  },
});

/** Entities that claim a path. */
const claims = {
  'metadata.annotations.vault.io/secrets-path': { $exists: true },
};

const entityVaultCard = EntityCardBlueprint.make({
  name: 'secrets',
  params: {
    filter: claims,
    loader: () =>
      import('./entity/EntityVaultCard').then(m => <m.EntityVaultCard />),
  },
});

const entityVaultContent = EntityContentBlueprint.make({
  params: {
    path: ENTITY_TAB_PATH,
    title: 'Secrets',
    // A component without the annotation learns here which one it lacks, or why it needs none.
    filter: { $any: [claims, { kind: 'component' }] },
    loader: () =>
      import('./entity/EntityVaultContent').then(m => <m.EntityVaultContent />),
  },
});

const secretsWidget = HomePageWidgetBlueprint.make({
  name: 'secrets-that-need-somebody',
  params: {
    name: 'SecretsThatNeedSomebody',
    title: 'Secrets that need somebody',
    description: 'What your groups have to write, or write anew',
    components: () =>
      import('./home/SecretsThatNeedSomebody').then(m => ({
        Content: m.SecretsThatNeedSomebody,
      })),
  },
});

/**
 * Secrets in Vault and their delivery: on the pages of their entities, and all of them on a page of their own. Never a
 * value.
 *
 * @public
 */
export const vaultPlugin = createFrontendPlugin({
  pluginId: 'idp-vault',
  title: 'Vault',
  icon: <RiKey2Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, calendar: calendarRouteRef },
  externalRoutes: { entity: entityRouteRef, goldenPaths: goldenPathsRouteRef },
  extensions: [
    vaultApi,
    vaultPage,
    entityVaultCard,
    entityVaultContent,
    secretsWidget,
  ],
});
