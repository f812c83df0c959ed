import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { forgeServiceRef } from '@idp/plugin-changes-node';
import { createPlatformActions } from './actions';
import { createPlatformActionsOptions } from './options';

/**
 * The scaffolder's actions from the GitOps repository to an open pull request: `platform:gitops:fetch`,
 * `platform:secrets:add`, `platform:yaml:edit`, `platform:check` and `platform:change:open`.
 *
 * @public
 */
export const scaffolderModulePlatform = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        forge: forgeServiceRef,
        logger: coreServices.logger,
        userInfo: coreServices.userInfo,
      },
      async init({ actions, ...services }) {
        actions.addActions(
          ...createPlatformActions(createPlatformActionsOptions(services)),
        );
      },
    });
  },
});
