import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { AuditedWrites } from '@idp/parts-node';
import type { DeliveryRef } from '@idp/plugin-vault-common';
import type { Request } from 'express';
import type { EntityAccess } from '../access/EntityAccess';
import type { Deliveries } from '../kubernetes/Deliveries';
import type { EntitySecretsReader } from './EntitySecretsReader';

/** Has External Secrets read again, for those who may. Each attempt leaves an audit event, a refused one as well. */
export class DeliveryRefresh {
  readonly #writes: AuditedWrites;

  constructor(
    private readonly options: {
      access: EntityAccess;
      auditor: AuditorService;
      deliveries: Deliveries;
      secrets: EntitySecretsReader;
    },
  ) {
    this.#writes = new AuditedWrites(options.auditor);
  }

  /** The same again while it runs is the same: a second click joins the first. */
  do(wanted: {
    entityRef: string;
    delivery: DeliveryRef;
    credentials: BackstageCredentials;
    actor: string;
    request?: Request;
  }): Promise<void> {
    const { actor, delivery, entityRef, request } = wanted;
    return this.#writes.do(
      JSON.stringify([actor, entityRef, delivery]),
      {
        eventId: 'delivery-refresh',
        request,
        meta: { entityRef, ...delivery, actor },
      },
      () => this.#checked(wanted),
    );
  }

  async #checked({
    credentials,
    delivery,
    entityRef,
  }: Parameters<DeliveryRefresh['do']>[0]): Promise<void> {
    const { access, deliveries, secrets } = this.options;
    const { entity, permissions } = await access.read(entityRef, credentials);
    if (!permissions.refresh) {
      throw new NotAllowedError(
        `You may not refresh the secrets of ${entityRef}`,
      );
    }
    const found = secrets.delivery(entity, delivery);
    if (!found) {
      const { cluster, name, namespace } = delivery;
      throw new NotFoundError(
        `${entityRef} has no ExternalSecret ${namespace}/${name} in ${cluster}`,
      );
    }
    await deliveries.refresh(found.ref);
  }
}
