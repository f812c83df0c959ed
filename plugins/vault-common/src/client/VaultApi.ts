import type { CompoundEntityRef } from '@backstage/catalog-model';
import type {
  DeliveryRef,
  EntitySecrets,
  RotationCalendar,
  SecretList,
  SecretRow,
} from '../api';
import type { Rotation } from '../types';

/**
 * Which secrets are listed; all that the person may see without any of it.
 *
 * @public
 */
export interface SecretQuery {
  /** Free text: a part of the path, entity or group. */
  q?: string;
  server?: string[];
  group?: string[];
  /** Full references of groups. */
  writtenBy?: string[];
  finding?: SecretRow['finding'][];
  rotation?: Rotation['state'][];
  cursor?: string;
  /** 1 to 500; 50 when absent. */
  limit?: number;
}

/**
 * The days of a calendar, such as `2026-11-26`, in UTC, both included, at most 400.
 *
 * @public
 */
export interface RotationQuery {
  from: string;
  to: string;
}

/** @public */
export interface VaultRequestOptions {
  /** For calls from a backend plugin; a browser's `fetchApi` brings its own. */
  token?: string;
  signal?: AbortSignal;
}

/**
 * The Vault backend, as the signed-in person may use it. Nothing of it takes or returns a value. Refusals arrive as
 * `ResponseError` of `@backstage/errors`.
 *
 * @public
 */
export interface VaultApi {
  getEntitySecrets(
    entityRef: string | CompoundEntityRef,
    options?: VaultRequestOptions,
  ): Promise<EntitySecrets>;
  /** Has External Secrets read again what one delivery of the entity brings. */
  refreshDelivery(
    entityRef: string | CompoundEntityRef,
    delivery: DeliveryRef,
    options?: VaultRequestOptions,
  ): Promise<void>;
  listSecrets(
    query?: SecretQuery,
    options?: VaultRequestOptions,
  ): Promise<SecretList>;
  getRotations(
    query: RotationQuery,
    options?: VaultRequestOptions,
  ): Promise<RotationCalendar>;
}
