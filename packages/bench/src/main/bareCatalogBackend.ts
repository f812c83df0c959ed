// Bare Backstage that is told of entities which somebody else has read and made: what the catalog's own work comes to.
import fs from 'node:fs';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { createPlainBackend } from './createPlainBackend';

const toldAtOnce = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'told-at-once',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
      },
      async init({ catalog, config, lifecycle }) {
        const entities: Entity[] = JSON.parse(
          fs.readFileSync(config.getString('bench.entities'), 'utf8'),
        );
        let connection: EntityProviderConnection | undefined;
        catalog.addEntityProvider({
          getProviderName: () => 'told-at-once',
          connect: async connected => {
            connection = connected;
          },
        });
        lifecycle.addStartupHook(() =>
          connection?.applyMutation({
            type: 'full',
            entities: entities.map(entity => ({
              entity,
              locationKey: 'told-at-once',
            })),
          }),
        );
      },
    });
  },
});

const backend = createPlainBackend();
backend.add(toldAtOnce);
backend.start();
