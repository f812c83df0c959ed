import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { KeycloakOrgEntityProvider } from '@backstage-community/plugin-catalog-backend-module-keycloak';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { groupTransformer, userTransformer } from './entities';
import { ReadWatch } from './ReadWatch';
import { WholeProvider } from './WholeProvider';

/**
 * People and groups of the Keycloak realms in `catalog.providers.keycloakOrg`, by the community's provider; without that
 * key it does nothing.
 *
 * @public
 */
export const catalogModulePeople = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'people',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, logger, scheduler }) {
        const watch = new ReadWatch(logger);
        const providers = KeycloakOrgEntityProvider.fromConfig(
          { config, logger: watch },
          {
            scheduler,
            // Where a realm has no schedule of its own
            schedule: scheduler.createScheduledTaskRunner({
              frequency: { minutes: 5 },
              timeout: { minutes: 3 },
            }),
            groupTransformer,
            userTransformer,
          },
        );
        catalog.addEntityProvider(
          providers.map(
            provider => new WholeProvider({ provider, watch, logger }),
          ),
        );
      },
    });
  },
});
