import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  vaultReadPermission,
  vaultRefreshPermission,
} from '@idp/plugin-vault-common';

/** All of an entity that claims and confirmations are read from. */
export const ENTITY_FIELDS = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
];

/** What a person may do with the secrets of an entity. */
export interface EntityPermissions {
  refresh: boolean;
}

/** Reads entities as the signed-in person, and decides with the entity as resource. Nothing is kept from one to the next. */
export class EntityAccess {
  constructor(
    private readonly options: {
      catalog: CatalogService;
      permissions: PermissionsService;
    },
  ) {}

  /** The entity, and what the person may do. Throws where they may not see it, or not its secrets. */
  async read(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<{ entity: Entity; permissions: EntityPermissions }> {
    const [found, decisions] = await Promise.all([
      this.options.catalog.getEntitiesByRefs(
        { entityRefs: [entityRef], fields: ENTITY_FIELDS },
        { credentials },
      ),
      this.options.permissions.authorize(
        [
          { permission: vaultReadPermission, resourceRef: entityRef },
          { permission: vaultRefreshPermission, resourceRef: entityRef },
        ],
        { credentials },
      ),
    ]);
    const [entity] = found.items;
    // Who may not see an entity is not told that it exists.
    if (!entity) throw new NotFoundError(`There is no entity ${entityRef}`);
    const [read, refresh] = decisions.map(
      ({ result }) => result === AuthorizeResult.ALLOW,
    );
    if (!read) {
      throw new NotAllowedError(`You may not see the secrets of ${entityRef}`);
    }
    return { entity, permissions: { refresh } };
  }
}
