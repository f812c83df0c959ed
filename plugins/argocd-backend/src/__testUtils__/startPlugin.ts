import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  argocdExtensionPoint,
  type ApplicationOwnership,
  type RevisionChanges,
} from '@idp/plugin-argocd-node';
import { startBackend, type PortalOptions } from '@idp/testing-node';
import { argocdPlugin } from '../plugin';
import type { FakeArgoCD } from './FakeArgoCD';

export interface StartOptions extends PortalOptions {
  instances: Record<string, FakeArgoCD | { url: string; [key: string]: any }>;
  config?: object;
  ownership?: ApplicationOwnership;
  changes?: RevisionChanges;
}

export const TOKEN = 'canary-token-of-the-portal';

/** The plugin in a backend, with real HTTP on both of its sides. */
export function startPlugin(options: StartOptions) {
  const { ownership, changes } = options;
  return startBackend({
    ...options,
    pluginId: 'idp-argocd',
    features: [
      argocdPlugin,
      createBackendModule({
        pluginId: 'idp-argocd',
        moduleId: 'test',
        register(env) {
          env.registerInit({
            deps: { argocd: argocdExtensionPoint },
            async init({ argocd }) {
              if (ownership) argocd.addOwnership(ownership);
              if (changes) argocd.addRevisionChanges(changes);
            },
          });
        },
      }),
    ],
    config: {
      argocd: {
        appLocatorMethods: [
          {
            type: 'config',
            instances: Object.entries(options.instances).map(
              ([name, { url, ...more }]) => ({
                name,
                url,
                ...('calls' in more ? { token: TOKEN } : more),
              }),
            ),
          },
        ],
        ...options.config,
      },
    },
  });
}
