import { createLocalForge } from '@idp/plugin-changes-node';
import { silentLogger } from '@idp/plugin-changes-node/src/testing/silentLogger';
import type { Entity } from '@backstage/catalog-model';
import { TenantsEntityProvider } from '@idp/plugin-catalog-backend-module-tenants/src/provider/TenantsEntityProvider';

/** The entities that the catalog is told of main of a repository on this disk. */
export async function entitiesOf(repository: string): Promise<Entity[]> {
  const forge = createLocalForge({
    path: repository,
    branchPrefix: 'bench/',
    portal: { name: 'Portal', email: 'portal@example.com' },
    logger: silentLogger,
  });
  let entities: Entity[] | undefined;
  const provider = new TenantsEntityProvider({
    forge,
    logger: silentLogger,
    events: { publish: async () => {}, subscribe: async () => {} },
    runner: { run: async () => {} },
    memory: {
      recall: async () => undefined,
      keepAll: async () => {},
      keepChanges: async () => {},
    },
  });
  await provider.connect({
    async applyMutation(mutation) {
      if (mutation.type === 'full') {
        entities = mutation.entities.map(({ entity }) => entity);
      }
    },
    refresh: async () => {},
  });
  await provider.refresh();
  await forge.close?.();
  if (!entities) throw new Error(`Nothing was told of ${repository}`);
  return entities;
}
