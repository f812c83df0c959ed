import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { CLAIM_FIELDS, readEntity } from '@idp/parts-node';
import {
  argocdReadPermission,
  argocdRefreshPermission,
  argocdSyncPermission,
} from '@idp/plugin-argocd-common';

/** What a person may do with the Applications of an entity. */
export interface EntityPermissions {
  refresh: boolean;
  sync: boolean;
}

/** Reads entities as the signed-in person, and decides with the entity as resource. Nothing is kept from one to the next. */
export class EntityAccess {
  constructor(
    private readonly options: {
      catalog: CatalogService;
      permissions: PermissionsService;
    },
  ) {}

  /** The entity, and what the person may do. Throws where they may not see it, or not its Applications. */
  async read(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<{ entity: Entity; permissions: EntityPermissions }> {
    const { entity, allowed } = await readEntity({
      ...this.options,
      credentials,
      entityRef,
      fields: CLAIM_FIELDS,
      wanted: [
        argocdReadPermission,
        argocdRefreshPermission,
        argocdSyncPermission,
      ],
    });
    const [read, refresh, sync] = allowed;
    if (!read) {
      throw new NotAllowedError(
        `You may not see the Applications of ${entityRef}`,
      );
    }
    return { entity, permissions: { refresh, sync } };
  }
}
