import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { CLAIM_FIELDS, readEntity } from '@idp/parts-node';
import {
  grafanaLogsReadPermission,
  grafanaReadPermission,
  grafanaSignalsReadPermission,
} from '@idp/plugin-grafana-common';

/** All of an entity that claims and scopes are read from. */
export const ENTITY_FIELDS = [...CLAIM_FIELDS, 'spec.type'];

const PERMISSIONS = {
  read: { permission: grafanaReadPermission, words: 'dashboards and alerts' },
  signals: { permission: grafanaSignalsReadPermission, words: 'measurements' },
  logs: { permission: grafanaLogsReadPermission, words: 'logs' },
} as const;

/** What a person may see of an entity. */
export type EntityPermission = keyof typeof PERMISSIONS;

/** Reads entities as the signed-in person, and decides with the entity as resource. Nothing is kept from one to the next. */
export class EntityAccess {
  constructor(
    private readonly options: {
      catalog: CatalogService;
      permissions: PermissionsService;
    },
  ) {}

  /** The entity. Throws where the person may not see it, or not this of it. */
  async read(
    entityRef: string,
    credentials: BackstageCredentials,
    wanted: EntityPermission,
  ): Promise<Entity> {
    const { entity, allowed } = await this.#decide(entityRef, credentials, [
      wanted,
    ]);
    if (!allowed[0]) {
      throw new NotAllowedError(
        `You may not see the ${PERMISSIONS[wanted].words} of ${entityRef}`,
      );
    }
    return entity;
  }

  /** The entity, and what the person may see of it. Throws where they may not see it, or nothing of this. */
  async permissions(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<{
    entity: Entity;
    permissions: { signals: boolean; logs: boolean };
  }> {
    const { entity, allowed } = await this.#decide(entityRef, credentials, [
      'signals',
      'logs',
    ]);
    const [signals, logs] = allowed;
    if (!signals && !logs) {
      throw new NotAllowedError(
        `You may see neither measurements nor logs of ${entityRef}`,
      );
    }
    return { entity, permissions: { signals, logs } };
  }

  #decide(
    entityRef: string,
    credentials: BackstageCredentials,
    wanted: EntityPermission[],
  ) {
    return readEntity({
      ...this.options,
      credentials,
      entityRef,
      fields: ENTITY_FIELDS,
      wanted: wanted.map(name => PERMISSIONS[name].permission),
    });
  }
}
