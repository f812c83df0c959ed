import type { CompoundEntityRef } from '@backstage/catalog-model';
import {
  BackendRequests,
  entityPath,
  type ClientOptions,
} from '@idp/parts-common';
import type {
  DeliveryRef,
  EntitySecrets,
  RotationCalendar,
  SecretList,
} from '../api';
import type {
  RotationQuery,
  SecretQuery,
  VaultApi,
  VaultRequestOptions,
} from './VaultApi';

/**
 * Calls the Vault backend over HTTP. For browsers and for backend plugins.
 *
 * @public
 */
export class VaultClient implements VaultApi {
  readonly #requests: BackendRequests;

  constructor(options: ClientOptions) {
    this.#requests = new BackendRequests('idp-vault', options);
  }

  getEntitySecrets(
    entityRef: string | CompoundEntityRef,
    options?: VaultRequestOptions,
  ): Promise<EntitySecrets> {
    return this.#requests.read([...entityPath(entityRef), 'secrets'], options);
  }

  async refreshDelivery(
    entityRef: string | CompoundEntityRef,
    { cluster, namespace, name }: DeliveryRef,
    options?: VaultRequestOptions,
  ): Promise<void> {
    await this.#requests.send(
      [
        ...entityPath(entityRef),
        'deliveries',
        cluster,
        namespace,
        name,
        'refresh',
      ],
      { ...options, method: 'POST' },
    );
  }

  listSecrets(
    {
      q,
      server,
      group,
      writtenBy,
      finding,
      rotation,
      cursor,
      limit,
    }: SecretQuery = {},
    options?: VaultRequestOptions,
  ): Promise<SecretList> {
    return this.#requests.read(['secrets'], {
      ...options,
      query: { q, server, group, writtenBy, finding, rotation, cursor, limit },
    });
  }

  getRotations(
    { from, to }: RotationQuery,
    options?: VaultRequestOptions,
  ): Promise<RotationCalendar> {
    return this.#requests.read(['rotations'], {
      ...options,
      query: { from, to },
    });
  }
}
