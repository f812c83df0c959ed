import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { ArgoCDClient } from '@idp/plugin-argocd-common';
import { createWaitAction } from './waitAction';

/**
 * The scaffolder's action `argocd:deployment:wait`.
 *
 * @public
 */
export const scaffolderModuleArgoCD = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'argocd',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, discovery }) {
        actions.addActions(
          createWaitAction({
            auth,
            argocd: new ArgoCDClient({ discoveryApi: discovery }),
          }),
        );
      },
    });
  },
});
