import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type {
  AlertQuery,
  EntityRef,
  GrafanaApi,
  GrafanaRequestOptions,
  LogQuery,
  RangeQuery,
  SignalQuery,
} from './GrafanaApi';

type QueryValue = string | number | string[] | undefined;

interface Call extends GrafanaRequestOptions {
  query?: Record<string, QueryValue>;
  /** What is posted; with it a call is a POST. */
  body?: object;
}

/**
 * Calls the Grafana backend over HTTP. For browsers and for backend plugins.
 *
 * @public
 */
export class GrafanaClient implements GrafanaApi {
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

  getDashboards(entityRef: EntityRef, options?: GrafanaRequestOptions) {
    return this.#read([...entityPath(entityRef), 'dashboards'], options);
  }

  getAlerts(entityRef: EntityRef, options?: GrafanaRequestOptions) {
    return this.#read([...entityPath(entityRef), 'alerts'], options);
  }

  getSignals(entityRef: EntityRef, options?: GrafanaRequestOptions) {
    return this.#read([...entityPath(entityRef), 'signals'], options);
  }

  getSignal(
    entityRef: EntityRef,
    { panel, from, to, step, environment }: SignalQuery,
    options?: GrafanaRequestOptions,
  ) {
    return this.#read([...entityPath(entityRef), 'signals', panel], {
      ...options,
      query: { from, to, step, environment },
    });
  }

  getMarkers(
    entityRef: EntityRef,
    { from, to, environment }: RangeQuery,
    options?: GrafanaRequestOptions,
  ) {
    return this.#read([...entityPath(entityRef), 'markers'], {
      ...options,
      query: { from, to, environment },
    });
  }

  getLogs(
    entityRef: EntityRef,
    { environment, from, to, search, level, limit, after }: LogQuery,
    options?: GrafanaRequestOptions,
  ) {
    return this.#read([...entityPath(entityRef), 'logs'], {
      ...options,
      query: { environment, from, to, search, level, limit, after },
    });
  }

  getSummaries(entityRefs: string[], options?: GrafanaRequestOptions) {
    return this.#read(['summaries'], { ...options, body: { entityRefs } });
  }

  listAlerts(
    { state, environment, cursor, limit }: AlertQuery = {},
    options?: GrafanaRequestOptions,
  ) {
    return this.#read(['alerts'], {
      ...options,
      query: { state, environment, cursor, limit },
    });
  }

  async #read(path: string[], call: Call = {}): Promise<any> {
    const { query, body, token, signal } = call;
    const base = await this.#discovery.getBaseUrl('idp-grafana');
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
    return await response.json();
  }
}

function entityPath(entityRef: EntityRef): string[] {
  const { kind, namespace, name } =
    typeof entityRef === 'string' ? parseEntityRef(entityRef) : entityRef;
  return ['entities', kind.toLowerCase(), namespace, name];
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
