import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { forgeServiceRef, readPollSeconds } from '@idp/plugin-changes-node';
import { DatabaseMemory } from './memory';
import { TenantsEntityProvider } from './provider/TenantsEntityProvider';

/**
 * Tenants as Systems, workloads as Components, golden paths as Templates: what main of the GitOps repository holds.
 *
 * @public
 */
export const catalogModuleTenants = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'tenants',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        forge: forgeServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({
        catalog,
        config,
        database,
        events,
        forge,
        logger,
        scheduler,
      }) {
        const runner = scheduler.createScheduledTaskRunner({
          frequency: {
            seconds: readPollSeconds(
              config,
              'catalog.providers.tenants.pollSeconds',
              forge.type,
            ),
          },
          timeout: { minutes: 15 },
          // Each replica compares for itself: what it was told last is in its memory.
          scope: 'local',
        });
        catalog.addEntityProvider(
          new TenantsEntityProvider({
            forge,
            logger,
            events,
            runner,
            memory: await DatabaseMemory.create(database),
          }),
        );
      },
    });
  },
});
