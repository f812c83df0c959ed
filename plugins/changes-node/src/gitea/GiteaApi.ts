import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  getGiteaRequestOptions,
  ScmIntegrations,
  type GiteaIntegrationConfig,
} from '@backstage/integration';
import { ForgeError } from '../ForgeError';
import { reasonOf } from '../remote/redact';
import { RefusedError } from '../remote/refusals';
import {
  RemoteTransport,
  type RemoteTransportOptions,
} from '../remote/RemoteTransport';

export interface GiteaTarget {
  host: string;
  owner: string;
  repo: string;
}

export interface GiteaRequest {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the repository's address in the API, such as `/pulls/5`. */
  path: string;
  query?: Record<string, string | number>;
  body?: unknown;
  signal?: AbortSignal;
  /** Takes the body of a success as it comes. */
  take?: (body: AsyncIterable<Uint8Array>) => Promise<void>;
}

const CONFIG_KEY = 'integrations.gitea';
const PERMISSIONS =
  'the scope "write:repository", and its account write access to the code and the pull requests of the repository';

/** The API of Gitea, or Forgejo, for one repository. */
export class GiteaApi {
  readonly title: string;
  readonly repository: string;
  readonly webUrl: string;
  private readonly address: string;
  private readonly transport: RemoteTransport;
  private readonly integration: GiteaIntegrationConfig;

  constructor(
    { host, owner, repo }: GiteaTarget,
    options: { config: Config; transport?: Partial<RemoteTransportOptions> },
  ) {
    const integrations = ScmIntegrations.fromConfig(options.config);
    const integration = integrations.gitea.byHost(host);
    if (!integration) {
      throw new InputError(
        `changes.forge.gitea.host is ${JSON.stringify(
          host,
        )}, and ${CONFIG_KEY} has no entry with this host: add one`,
      );
    }
    this.integration = integration.config;
    const root = integration.config.baseUrl ?? `https://${host}`;
    this.title = `Gitea at ${host}`;
    this.repository = `${owner}/${repo}`;
    this.webUrl = `${root}/${owner}/${repo}`;
    this.address = `${root}/api/v1/repos/${owner}/${repo}`;
    this.transport = new RemoteTransport({
      title: this.title,
      ...options.transport,
    });
  }

  /** Sends a request; `purpose` completes "Could not …". Undefined where the answer has no body. */
  async ask<T>(
    purpose: string,
    request: GiteaRequest,
  ): Promise<{ data: T; headers: Headers }> {
    const { text, headers } = await this.askText(purpose, request);
    if (text === '') return { data: undefined as T, headers };
    try {
      return { data: JSON.parse(text) as T, headers };
    } catch {
      throw new ForgeError(
        'unavailable',
        `Could not ${purpose} of ${this.repository}: ${this.title} answers with something that is no JSON. Check baseUrl in ${CONFIG_KEY}, and whether a proxy stands before it`,
      );
    }
  }

  /**
   * Asks for the archive of a commit. Where Gitea keeps archives in an object store, it may send on to that, to an
   * address that needs no credential.
   */
  async downloadArchive(
    commit: string,
    take: (body: AsyncIterable<Uint8Array>) => Promise<void>,
  ): Promise<void> {
    await this.askText('read the archive', {
      path: `/archive/${commit}.tar.gz`,
      take,
    });
  }

  async askText(
    purpose: string,
    { method = 'GET', path, query = {}, body, signal, take }: GiteaRequest,
  ): Promise<{ text: string; headers: Headers }> {
    const { password, username } = this.integration;
    if (!password) {
      throw new ForgeError(
        'unauthorized',
        `Could not ${purpose} of ${this.repository}: ${CONFIG_KEY} has no credential for this host. Put a token into its password`,
      );
    }
    const { headers: authorization } = getGiteaRequestOptions(this.integration);
    const secrets = [
      password,
      ...(username ? [`${username}:${password}`] : []),
    ];
    const parameters = new URLSearchParams(
      Object.entries(query).map(([name, value]) => [name, `${value}`]),
    );
    const answer = await this.transport.send({
      purpose,
      method,
      url: `${this.address}${path}${
        parameters.size > 0 ? `?${parameters}` : ''
      }`,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(authorization as Record<string, string>),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      isRead: method === 'GET',
      signal,
      secrets,
      take,
      mayLeaveTo: take && (({ protocol }) => protocol === 'https:'),
    });
    const text = answer.body.toString('utf8');
    if (answer.status < 300) return { text, headers: answer.headers };
    throw new RefusedError({
      purpose,
      status: answer.status,
      reason: reasonOf(wordsOf(text), secrets),
      forge: this.title,
      repository: this.repository,
      configKey: CONFIG_KEY,
      permissions: PERMISSIONS,
    });
  }
}

/** A branch or a path in an address: its slashes stay. */
export function encodeSegments(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}

function wordsOf(text: string): string | undefined {
  try {
    const { message } = JSON.parse(text);
    return typeof message === 'string' ? message : undefined;
  } catch {
    // A proxy's page says nothing that helps.
    return undefined;
  }
}
