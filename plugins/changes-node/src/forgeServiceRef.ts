import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { ForgeClient } from './ForgeClient';
import { createForgeClient } from './createForgeClient';

/**
 * The GitOps repository's forge, one client for the whole backend.
 *
 * @public
 */
export const forgeServiceRef = createServiceRef<ForgeClient>({
  id: 'idp.changes.forge',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
        lifecycle: coreServices.rootLifecycle,
      },
      factory: deps => createForgeClient(deps),
    }),
});
