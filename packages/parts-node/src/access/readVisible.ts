import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { VisibleEntities } from './VisibleEntities';

/**
 * Those of the entities that the person may see, each with its reference in lower case, for answers about many at once.
 *
 * @public
 */
export async function readVisible(options: {
  catalog: CatalogService;
  visible: Pick<VisibleEntities, 'of'>;
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  entityRefs: string[];
  /** All that is read of an entity. */
  fields: string[];
}): Promise<Array<{ entity: Entity; entityRef: string }>> {
  const { catalog, credentials, entityRefs, fields, visible } = options;
  if (entityRefs.length === 0) return [];
  const [found, seen] = await Promise.all([
    catalog.getEntitiesByRefs({ entityRefs, fields }, { credentials }),
    visible.of(credentials, () => entityRefs),
  ]);
  if (seen === 'none') return [];
  return found.items
    .filter((entity): entity is Entity => entity !== undefined)
    .map(entity => ({
      entity,
      entityRef: stringifyEntityRef(entity).toLowerCase(),
    }))
    .filter(({ entityRef }) => seen === 'all' || seen.has(entityRef));
}
