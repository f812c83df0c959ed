import { ResponseError } from '@backstage/errors';

/**
 * Where a client finds the backends, and how it calls them.
 *
 * @public
 */
export interface ClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  /** The global `fetch` when absent. */
  fetchApi?: { fetch: typeof fetch };
}

/**
 * One call.
 *
 * @public
 */
export interface BackendCall {
  /** A list is repeated; what is undefined is left out. */
  query?: Record<string, string | number | string[] | undefined>;
  /** `POST` where there is a body, and `GET` where there is none, when absent. */
  method?: 'GET' | 'POST';
  /** Sent as JSON. */
  body?: object;
  /** For calls from a backend plugin; a browser's `fetchApi` brings its own. */
  token?: string;
  signal?: AbortSignal;
}

/**
 * Calls the backend of one plugin over HTTP. Parts of a path are encoded, so nothing of them can leave its place. A refusal
 * is thrown as `ResponseError` of `@backstage/errors`.
 *
 * @public
 */
export class BackendRequests {
  readonly #pluginId: string;
  readonly #discovery: ClientOptions['discoveryApi'];
  readonly #fetch: typeof fetch;

  constructor(pluginId: string, options: ClientOptions) {
    this.#pluginId = pluginId;
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi?.fetch ?? ((...args) => fetch(...args));
  }

  /** The answer as JSON; its shape is what the plugin's API says. */
  async read(path: string[], call?: BackendCall): Promise<any> {
    const response = await this.send(path, call);
    return await response.json();
  }

  /** The answer as it is. */
  async send(path: string[], call: BackendCall = {}): Promise<Response> {
    const { query, body, method = body ? 'POST' : 'GET', token, signal } = call;
    const base = await this.#discovery.getBaseUrl(this.#pluginId);
    const response = await this.#fetch(
      `${base}/${path.map(encodeURIComponent).join('/')}${queryText(query)}`,
      {
        method,
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

function queryText(query: BackendCall['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const item of [value].flat()) {
      if (item !== undefined) search.append(key, String(item));
    }
  }
  const text = search.toString();
  return text && `?${text}`;
}
