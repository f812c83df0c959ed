import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { RefreshRequest, SyncRequest } from '../api';
import type {
  ApplicationQuery,
  ArgoCDApi,
  ArgoCDRequestOptions,
  EntityApplicationRef,
  EventsQuery,
  ResourceQuery,
} from './ArgoCDApi';

type QueryValue = string | number | string[] | undefined;

interface Call extends ArgoCDRequestOptions {
  query?: Record<string, QueryValue>;
  /** What is posted; with it a call is a POST. */
  body?: object;
}

/**
 * Calls the Argo CD backend over HTTP. For browsers and for backend plugins.
 *
 * @public
 */
export class ArgoCDClient implements ArgoCDApi {
  readonly #discovery: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetch: typeof fetch;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    /** The global `fetch` when absent. */
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi?.fetch ?? ((...args) => fetch(...args));
  }

  getEntityApplications(
    entityRef: EntityApplicationRef['entityRef'],
    options?: ArgoCDRequestOptions,
  ) {
    return this.#read([...entityPath(entityRef), 'applications'], options);
  }

  getResources(ref: EntityApplicationRef, options?: ArgoCDRequestOptions) {
    return this.#read([...applicationPath(ref), 'resources'], options);
  }

  getDiff(
    ref: EntityApplicationRef,
    resource?: ResourceQuery,
    options?: ArgoCDRequestOptions,
  ) {
    return this.#read([...applicationPath(ref), 'diff'], {
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
    return this.#read([...applicationPath(ref), 'events'], {
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
    return this.#read([...applicationPath(ref), 'compare'], {
      ...options,
      query: { from, to },
    });
  }

  getSyncWindows(ref: EntityApplicationRef, options?: ArgoCDRequestOptions) {
    return this.#read([...applicationPath(ref), 'sync-windows'], options);
  }

  async refresh(
    ref: EntityApplicationRef,
    request: RefreshRequest = {},
    options?: ArgoCDRequestOptions,
  ) {
    await this.#call([...applicationPath(ref), 'refresh'], {
      ...options,
      body: request,
    });
  }

  async sync(
    ref: EntityApplicationRef,
    request: SyncRequest = {},
    options?: ArgoCDRequestOptions,
  ) {
    await this.#call([...applicationPath(ref), 'sync'], {
      ...options,
      body: request,
    });
  }

  async terminate(ref: EntityApplicationRef, options?: ArgoCDRequestOptions) {
    await this.#call([...applicationPath(ref), 'terminate'], {
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
    return this.#read(['applications'], {
      ...options,
      query: { q, instance, project, group, sync, health, cursor, limit },
    });
  }

  getSummaries(entityRefs: string[], options?: ArgoCDRequestOptions) {
    return this.#read(['summaries'], { ...options, body: { entityRefs } });
  }

  async #read(path: string[], call?: Call): Promise<any> {
    const response = await this.#call(path, call);
    return await response.json();
  }

  async #call(path: string[], call: Call = {}): Promise<Response> {
    const { query, body, token, signal } = call;
    const base = await this.#discovery.getBaseUrl('idp-argocd');
    const response = await this.#fetch(
      `${base}/${path.map(encodeURIComponent).join('/')}${queryText(query)}`,
      {
        method: body ? 'POST' : 'GET',
        headers: {
          ...(body && { 'Content-Type': 'application/json' }),
          ...(token && { Authorization: `Bearer ${token}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
      },
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

function entityPath(entityRef: EntityApplicationRef['entityRef']): string[] {
  const { kind, namespace, name } =
    typeof entityRef === 'string' ? parseEntityRef(entityRef) : entityRef;
  return ['entities', kind.toLowerCase(), namespace, name];
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

function queryText(query: Record<string, QueryValue> = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const item of [value].flat()) {
      if (item !== undefined) search.append(key, String(item));
    }
  }
  return search.size > 0 ? `?${search}` : '';
}
