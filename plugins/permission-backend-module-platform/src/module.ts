import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { readAdminGroups } from './adminGroups';
import { PlatformPermissionPolicy } from './PlatformPermissionPolicy';

/**
 * The permission policy of the platform.
 *
 * @public
 */
export const permissionModulePlatform = createBackendModule({
  pluginId: 'permission',
  moduleId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        policy: policyExtensionPoint,
      },
      async init({ config, logger, policy }) {
        const adminGroups = readAdminGroups(config);
        if (adminGroups.length === 0) {
          logger.warn(
            'Nobody administers the platform: name a group in permission.platform.adminGroups',
          );
        }
        policy.setPolicy(new PlatformPermissionPolicy(adminGroups));
      },
    });
  },
});
