import { randomUUID } from 'node:crypto';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { argocdExtensionPoint } from '@idp/plugin-argocd-node';
import { changesEventTopic } from '@idp/plugin-changes-common';
import { forgeServiceRef } from '@idp/plugin-changes-node';
import { MergedChanges } from './MergedChanges';
import { PlatformOwnership } from './PlatformOwnership';

/**
 * Connects the plugin `idp-argocd` to the platform: the contract says whose an Application is, and the forge which change
 * brought a revision.
 *
 * @public
 */
export const argocdModulePlatform = createBackendModule({
  pluginId: 'idp-argocd',
  moduleId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        argocd: argocdExtensionPoint,
        events: eventsServiceRef,
        forge: forgeServiceRef,
        lifecycle: coreServices.lifecycle,
      },
      async init({ argocd, events, forge, lifecycle }) {
        const changes = new MergedChanges(forge);
        argocd.addOwnership(new PlatformOwnership());
        argocd.addRevisionChanges(changes);
        lifecycle.addStartupHook(() =>
          events.subscribe({
            // One of our own for each process: every replica has what it knows in memory.
            id: `idp-argocd-merged-changes-${randomUUID()}`,
            topics: [changesEventTopic],
            onEvent: async () => changes.invalidate(),
          }),
        );
      },
    });
  },
});
