import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';

/**
 * All of an entity that claims and confirmations are read from.
 *
 * @public
 */
export const CLAIM_FIELDS = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
];

/**
 * The entity as the signed-in person may see it, and of each permission whether they have it, decided with the entity as
 * resource. Nothing is kept from one to the next. Throws `NotFoundError` where they may not see the entity.
 *
 * @public
 */
export async function readEntity(options: {
  catalog: CatalogService;
  permissions: PermissionsService;
  credentials: BackstageCredentials;
  entityRef: string;
  /** All that is read of the entity. */
  fields: string[];
  wanted: ResourcePermission[];
}): Promise<{ entity: Entity; allowed: boolean[] }> {
  const { catalog, credentials, entityRef, fields, permissions, wanted } =
    options;
  const [found, decisions] = await Promise.all([
    catalog.getEntitiesByRefs(
      { entityRefs: [entityRef], fields },
      { credentials },
    ),
    permissions.authorize(
      wanted.map(permission => ({ permission, resourceRef: entityRef })),
      { credentials },
    ),
  ]);
  const [entity] = found.items;
  // Who may not see an entity is not told that it exists.
  if (!entity) throw new NotFoundError(`There is no entity ${entityRef}`);
  return {
    entity,
    allowed: decisions.map(({ result }) => result === AuthorizeResult.ALLOW),
  };
}
