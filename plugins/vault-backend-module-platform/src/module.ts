import { randomUUID } from 'node:crypto';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { changesEventTopic } from '@idp/plugin-changes-common';
import { vaultExtensionPoint } from '@idp/plugin-vault-node';
import { PlatformFacts } from './PlatformFacts';
import { PlatformNamespaces } from './PlatformNamespaces';
import { PlatformPaths } from './PlatformPaths';

/**
 * Connects the plugin `idp-vault` to the platform: the contract says whose a path and whose an ExternalSecret is.
 *
 * @public
 */
export const vaultModulePlatform = createBackendModule({
  pluginId: 'idp-vault',
  moduleId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        scheduler: coreServices.scheduler,
        vault: vaultExtensionPoint,
      },
      async init({ auth, catalog, events, lifecycle, scheduler, vault }) {
        const facts = new PlatformFacts({ auth, catalog });
        vault.addPathOwnership(new PlatformPaths(facts));
        vault.addNamespaceOwnership(new PlatformNamespaces());
        lifecycle.addStartupHook(() =>
          events.subscribe({
            // One of our own for each process: every replica has what it knows in memory.
            id: `idp-vault-platform-facts-${randomUUID()}`,
            topics: [changesEventTopic],
            onEvent: async () => facts.invalidate(),
          }),
        );
        await scheduler.scheduleTask({
          id: 'idp-vault-platform-facts',
          scope: 'local',
          initialDelay: { seconds: 3 },
          frequency: { seconds: 3 },
          timeout: { minutes: 2 },
          // What is not due costs nothing.
          fn: () => facts.refreshIfDue(),
        });
      },
    });
  },
});
