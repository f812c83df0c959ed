import {
  BackendRequests,
  entityPath,
  type ClientOptions,
} from '@idp/parts-common';
import type { RefreshRequest, SyncRequest } from '../api';
import type {
  ApplicationQuery,
  ArgoCDApi,
  ArgoCDRequestOptions,
  EntityApplicationRef,
  EventsQuery,
  ResourceQuery,
} from './ArgoCDApi';

/**
 * Calls the Argo CD backend over HTTP. For browsers and for backend plugins.
 *
 * @public
 */
export class ArgoCDClient implements ArgoCDApi {
  readonly #requests: BackendRequests;

  constructor(options: ClientOptions) {
    this.#requests = new BackendRequests('idp-argocd', options);
  }

  getEntityApplications(
    entityRef: EntityApplicationRef['entityRef'],
    options?: ArgoCDRequestOptions,
  ) {
    return this.#requests.read(
      [...entityPath(entityRef), 'applications'],
      options,
    );
  }

  getResources(ref: EntityApplicationRef, options?: ArgoCDRequestOptions) {
    return this.#requests.read([...applicationPath(ref), 'resources'], options);
  }

  getDiff(
    ref: EntityApplicationRef,
    resource?: ResourceQuery,
    options?: ArgoCDRequestOptions,
  ) {
    return this.#requests.read([...applicationPath(ref), 'diff'], {
      ...options,
      query: resource && {
        group: resource.group,
        kind: resource.kind,
        namespace: resource.namespace,
        name: resource.name,
      },
    });
  }

  getEvents(
    ref: EntityApplicationRef,
    resource?: EventsQuery,
    options?: ArgoCDRequestOptions,
  ) {
    return this.#requests.read([...applicationPath(ref), 'events'], {
      ...options,
      query: resource && {
        uid: resource.uid,
        namespace: resource.namespace,
        name: resource.name,
      },
    });
  }

  compareDeployments(
    ref: EntityApplicationRef,
    { from, to }: { from: number; to: number },
    options?: ArgoCDRequestOptions,
  ) {
    return this.#requests.read([...applicationPath(ref), 'compare'], {
      ...options,
      query: { from, to },
    });
  }

  getSyncWindows(ref: EntityApplicationRef, options?: ArgoCDRequestOptions) {
    return this.#requests.read(
      [...applicationPath(ref), 'sync-windows'],
      options,
    );
  }

  async refresh(
    ref: EntityApplicationRef,
    request: RefreshRequest = {},
    options?: ArgoCDRequestOptions,
  ) {
    await this.#requests.send([...applicationPath(ref), 'refresh'], {
      ...options,
      body: request,
    });
  }

  async sync(
    ref: EntityApplicationRef,
    request: SyncRequest = {},
    options?: ArgoCDRequestOptions,
  ) {
    await this.#requests.send([...applicationPath(ref), 'sync'], {
      ...options,
      body: request,
    });
  }

  async terminate(ref: EntityApplicationRef, options?: ArgoCDRequestOptions) {
    await this.#requests.send([...applicationPath(ref), 'terminate'], {
      ...options,
      body: {},
    });
  }

  listApplications(
    {
      q,
      instance,
      project,
      group,
      sync,
      health,
      cursor,
      limit,
    }: ApplicationQuery = {},
    options?: ArgoCDRequestOptions,
  ) {
    return this.#requests.read(['applications'], {
      ...options,
      query: { q, instance, project, group, sync, health, cursor, limit },
    });
  }

  getSummaries(entityRefs: string[], options?: ArgoCDRequestOptions) {
    return this.#requests.read(['summaries'], {
      ...options,
      body: { entityRefs },
    });
  }
}

function applicationPath(ref: EntityApplicationRef): string[] {
  const { instance, namespace, name } = ref.application;
  return [
    ...entityPath(ref.entityRef),
    'applications',
    instance,
    namespace,
    name,
  ];
}
