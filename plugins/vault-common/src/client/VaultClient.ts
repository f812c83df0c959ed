import {
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
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

interface Call extends VaultRequestOptions {
  query?: Record<string, string | number | string[] | undefined>;
  method?: 'GET' | 'POST';
}

/**
 * Calls the Vault backend over HTTP. For browsers and for backend plugins.
 *
 * @public
 */
export class VaultClient implements VaultApi {
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

  getEntitySecrets(
    entityRef: string | CompoundEntityRef,
    options?: VaultRequestOptions,
  ): Promise<EntitySecrets> {
    return this.#read([...entityPath(entityRef), 'secrets'], options);
  }

  async refreshDelivery(
    entityRef: string | CompoundEntityRef,
    { cluster, namespace, name }: DeliveryRef,
    options?: VaultRequestOptions,
  ): Promise<void> {
    await this.#call(
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
    return this.#read(['secrets'], {
      ...options,
      query: { q, server, group, writtenBy, finding, rotation, cursor, limit },
    });
  }

  getRotations(
    { from, to }: RotationQuery,
    options?: VaultRequestOptions,
  ): Promise<RotationCalendar> {
    return this.#read(['rotations'], { ...options, query: { from, to } });
  }

  async #read(path: string[], call?: Call): Promise<any> {
    const response = await this.#call(path, call);
    return await response.json();
  }

  async #call(path: string[], call: Call = {}): Promise<Response> {
    const { query, method = 'GET', token, signal } = call;
    const base = await this.#discovery.getBaseUrl('idp-vault');
    const response = await this.#fetch(
      `${base}/${path.map(encodeURIComponent).join('/')}${queryText(query)}`,
      {
        method,
        headers: { ...(token && { Authorization: `Bearer ${token}` }) },
        ...(signal && { signal }),
      },
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

function entityPath(entityRef: string | CompoundEntityRef): string[] {
  const { kind, namespace, name } =
    typeof entityRef === 'string' ? parseEntityRef(entityRef) : entityRef;
  return ['entities', kind.toLowerCase(), namespace, name];
}

function queryText(query: Call['query'] = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const item of [value].flat()) {
      if (item !== undefined) params.append(key, String(item));
    }
  }
  const text = params.toString();
  return text && `?${text}`;
}
