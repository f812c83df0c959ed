import type { AuditorService } from '@backstage/backend-plugin-api';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { AuditedWrites } from '@idp/parts-node';
import type { RefreshRequest, SyncRequest } from '@idp/plugin-argocd-common';
import { UpstreamError } from '@idp/upstream';
import type { Request } from 'express';
import type { EntityPermissions } from '../access/EntityAccess';
import type { ArgoCDInstance } from '../argocd/ArgoCDInstance';
import type { Entry } from '../index/Entry';

/** What may be done with an Application. */
export type Write =
  | { action: 'refresh'; body: RefreshRequest }
  | { action: 'sync'; body: SyncRequest }
  | { action: 'terminate'; body: {} };

/** Who wants it, where, and how it is found out whether they may. */
export interface WriteRequest {
  write: Write;
  /** Who wants it, as Argo CD is told. */
  actor: string;
  entityRef: string;
  application: { instance: string; namespace: string; name: string };
  /** Of the audit event; absent where no HTTP request asked. */
  request?: Request;
  find: () => Promise<{
    entry: Entry;
    confirmed: boolean;
    permissions: EntityPermissions;
  }>;
}

/** Refreshes, syncs and terminates for those who may. Each attempt leaves an audit event, a refused one as well. */
export class ApplicationWrites {
  readonly #writes: AuditedWrites;

  constructor(
    private readonly options: {
      auditor: AuditorService;
      instances: { get(name: string): ArgoCDInstance | undefined };
    },
  ) {
    this.#writes = new AuditedWrites(options.auditor);
  }

  /** The same again while it runs is the same: a second click joins the first. */
  do(wanted: WriteRequest): Promise<void> {
    const { actor, application, entityRef, request, write } = wanted;
    return this.#writes.do(
      JSON.stringify([actor, entityRef, application, write]),
      {
        eventId: `application-${write.action}`,
        request,
        meta: {
          entityRef,
          ...application,
          ...(write.body as JsonObject),
          actor,
        },
      },
      () => this.#checked(wanted),
    );
  }

  async #checked({
    actor,
    application,
    entityRef,
    find,
    write,
  }: WriteRequest): Promise<void> {
    const { entry, confirmed, permissions } = await find();
    const permitted =
      write.action === 'refresh' ? permissions.refresh : permissions.sync;
    if (!permitted) {
      throw new NotAllowedError(
        `You may not ${write.action} the Applications of ${entityRef}`,
      );
    }
    if (!confirmed) throw unconfirmed(entityRef, application.name);
    const instance = this.options.instances.get(application.instance)!;
    const { ref, project } = entry.application;
    const target = { ...ref, project };
    try {
      switch (write.action) {
        case 'refresh':
          return await instance.refresh(target, {
            hard: write.body.hard ?? false,
          });
        case 'sync':
          return await instance.sync(target, write.body, actor);
        default:
          return await instance.terminate(target);
      }
    } catch (error) {
      throw inWords(error, application.name);
    }
  }
}

/** Why nothing but the state of an Application is to be had. */
export function unconfirmed(entityRef: string, name: string): NotAllowedError {
  return new NotAllowedError(
    `${entityRef} claims the Application ${name}, and nobody but its author says that it is its own. A platform administrator confirms it, by argocd.owners in the configuration or a module`,
  );
}

/** Argo CD's two answers to somebody who came second. */
function inWords(error: unknown, name: string): unknown {
  if (!(error instanceof UpstreamError)) return error;
  if (/another operation is already in progress/i.test(error.reason)) {
    return new ConflictError(
      `${name} is being synced already: wait until that ends, or terminate it`,
    );
  }
  if (/no operation is in progress/i.test(error.reason)) {
    return new ConflictError(`${name} has no sync running`);
  }
  return error;
}
