import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  vaultExtensionPoint,
  type NamespaceOwnership,
  type PathOwnership,
} from '@idp/plugin-vault-node';
import {
  recordedTasks,
  startBackend,
  type PortalOptions,
} from '@idp/testing-node';
import {
  configOf,
  type FakeCluster,
} from '../kubernetes/__testUtils__/FakeCluster';
import { VAULT_URL } from '../kubernetes/__testUtils__/objects';
import { vaultPlugin } from '../plugin';
import type { FakeVault } from './FakeVault';

// Jest does not load modules by import() that are packages of CommonJS.
jest.mock('../kubernetes/client/library', () => ({
  loadLibrary: async () => jest.requireActual('@kubernetes/client-node'),
}));

export interface StartOptions extends PortalOptions {
  vaults: Record<string, FakeVault>;
  clusters?: Record<string, FakeCluster>;
  /** Below `vault`, beside the servers. */
  config?: object;
  /** Of each server. */
  server?: object;
  paths?: PathOwnership;
  namespaces?: NamespaceOwnership;
}

export const TOKEN = 'canary-token-of-the-portal';

/** The plugin in a backend, with real HTTP on all of its sides. */
export async function startPlugin(options: StartOptions) {
  const { clusters = {} } = options;
  const { run, scheduler } = recordedTasks();
  const plugin = await startBackend({
    ...options,
    pluginId: 'idp-vault',
    features: [
      vaultPlugin,
      createBackendModule({
        pluginId: 'idp-vault',
        moduleId: 'test',
        register(env) {
          env.registerInit({
            deps: { vault: vaultExtensionPoint },
            async init({ vault }) {
              if (options.paths) vault.addPathOwnership(options.paths);
              if (options.namespaces) {
                vault.addNamespaceOwnership(options.namespaces);
              }
            },
          });
        },
      }),
      scheduler.factory,
    ],
    config: {
      vault: {
        servers: Object.entries(options.vaults).map(([name, vault]) => ({
          name,
          baseUrl: vault.url,
          addresses: [VAULT_URL],
          secretEngine: 'kv',
          auth: { type: 'static', secret: TOKEN },
          ...options.server,
        })),
        inventory: { requestsPerSecond: 1_000 },
        ...options.config,
      },
      kubernetes: configOf(clusters),
    },
  });
  return {
    ...plugin,
    /** One look at each Vault, and at the claims of entities. */
    run,
  };
}
