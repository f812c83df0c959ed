import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
  type GithubCredentialsProvider,
} from '@backstage/integration';
import { Octokit } from 'octokit';
import { ForgeError } from '../ForgeError';
import { reasonOf } from '../remote/redact';
import { RefusedError } from '../remote/refusals';
import {
  RemoteTransport,
  type RemoteAnswer,
  type RemoteTransportOptions,
} from '../remote/RemoteTransport';

/** What goes with every request beside its parameters. */
interface RequestContext {
  /** Completes "Could not …". */
  purpose: string;
  /** Asked with the ETag of the last answer, which costs nothing while it is the same. */
  isConditional?: boolean;
  signal?: AbortSignal;
}

export interface GithubTarget {
  host: string;
  owner: string;
  repo: string;
}

/** An answer with status 200 that has errors in it. */
interface GraphqlFailure<T> {
  data?: { repository: T | null } | null;
  headers?: Record<string, string | undefined>;
  errors?: Array<{
    type?: string;
    path?: Array<string | number>;
    message?: string;
  }>;
}

const CONFIG_KEY = 'integrations.github';
const PERMISSIONS =
  'write access to "Contents" and "Pull requests" of the repository';
/** The repository and its base branch, under an old and a new name. */
const LAST_ANSWERS = 4;
const EMPTY_STATUSES = [204, 205, 304];

/**
 * GitHub's API for one repository: Octokit knows the requests, Backstage's integration the credential, and our
 * transport how to send them.
 */
export class GithubApi {
  readonly title: string;
  readonly repository: string;
  readonly transport: RemoteTransport;
  private readonly apiBaseUrl: string;
  private readonly octokit: Octokit;
  private readonly credentials: GithubCredentialsProvider;
  private readonly lastAnswers = new Map<string, RemoteAnswer>();

  constructor(
    private readonly target: GithubTarget,
    options: {
      config: Config;
      logger: LoggerService;
      transport?: Partial<RemoteTransportOptions>;
    },
  ) {
    const { host, owner, repo } = target;
    const integrations = ScmIntegrations.fromConfig(options.config);
    const integration = integrations.github.byHost(host);
    if (!integration?.config.apiBaseUrl) {
      throw new InputError(
        `changes.forge.github.host is ${JSON.stringify(
          host,
        )}, and ${CONFIG_KEY} has no entry with this host and an apiBaseUrl: add one`,
      );
    }
    this.apiBaseUrl = integration.config.apiBaseUrl.replace(/\/+$/, '');
    this.title = `GitHub at ${host}`;
    this.repository = `${owner}/${repo}`;
    this.credentials =
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);
    this.transport = new RemoteTransport({
      title: this.title,
      ...options.transport,
    });
    // Waiting and sending again belong to the transport: these plugins would hold a person's request for minutes.
    this.octokit = new Octokit({
      baseUrl: integration.config.apiBaseUrl,
      throttle: { enabled: false },
      retry: { enabled: false },
      log: {
        debug() {},
        info() {},
        warn: message => options.logger.warn(message),
        error: message => options.logger.warn(message),
      },
    });
    this.octokit.hook.wrap('request', (request, requested) =>
      this.send(request as never, requested as never),
    );
  }

  get rest(): Octokit['rest'] {
    return this.octokit.rest;
  }

  /** The parameters that every request to the repository has. */
  at(purpose: string, options: Omit<RequestContext, 'purpose'> = {}) {
    const { owner, repo } = this.target;
    return { owner, repo, request: { purpose, ...options } };
  }

  /** Asks the GraphQL API, which is only read from here. */
  async query<T>(
    purpose: string,
    query: string,
    variables: Record<string, string>,
  ): Promise<T> {
    const { owner, repo } = this.target;
    try {
      const answer = await this.octokit.graphql<{ repository: T | null }>(
        query,
        { owner, repo, ...variables, request: { purpose } },
      );
      if (answer.repository) return answer.repository;
    } catch (error) {
      if ((error as Error).name !== 'GraphqlResponseError') throw error;
      const { data, errors = [], headers } = error as GraphqlFailure<T>;
      // A file that is not there is null in the data, and an error beside it.
      const isWhole = errors.every(
        ({ type, path = [] }) => type === 'NOT_FOUND' && path.length > 1,
      );
      if (isWhole && data?.repository) return data.repository;
      // Documented by one name, sent by another.
      if (errors.some(({ type }) => /^RATE_LIMIT(ED)?$/.test(type ?? ''))) {
        throw this.transport.block(purpose, headers?.['x-ratelimit-reset']);
      }
      throw this.graphqlRefusal(purpose, errors);
    }
    throw this.refused(purpose, 404, '');
  }

  /**
   * Asks for the archive of a commit. GitHub sends on to an address that is good for a few minutes and needs no
   * credential: of its own host, of one below it (`codeload.`), or beside its API.
   */
  async downloadArchive(
    commit: string,
    take: (body: AsyncIterable<Uint8Array>) => Promise<void>,
  ): Promise<void> {
    const purpose = 'read the archive';
    const token = await this.token(purpose);
    const api = new URL(this.apiBaseUrl);
    const { host } = this.target;
    const answer = await this.transport.send({
      purpose,
      method: 'GET',
      url: `${this.apiBaseUrl}/repos/${this.repository}/tarball/${commit}`,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
      },
      isRead: true,
      secrets: [token],
      take,
      mayLeaveTo: ({ protocol, hostname }) =>
        protocol === api.protocol &&
        (hostname === api.hostname ||
          hostname === host ||
          hostname.endsWith(`.${host}`)),
    });
    if (answer.status === 200) return;
    throw this.refused(
      purpose,
      answer.status,
      reasonOf(messageIn(answer.body), [token]),
    );
  }

  /** What GitHub says with status 200 where something is wrong with a query. */
  private graphqlRefusal(
    purpose: string,
    errors: GraphqlFailure<unknown>['errors'] = [],
  ): ForgeError {
    const decisive =
      errors.find(({ type }) => type !== 'NOT_FOUND') ?? errors[0];
    const reason = reasonOf(decisive?.message, []);
    switch (decisive?.type) {
      case 'NOT_FOUND':
        return this.refused(purpose, 404, reason);
      case 'FORBIDDEN':
      case 'INSUFFICIENT_SCOPES':
        return this.refused(purpose, 403, reason);
      case 'UNPROCESSABLE':
        return this.refused(purpose, 422, reason);
      default:
        return this.refused(purpose, 500, reason);
    }
  }

  private refused(purpose: string, status: number, reason: string) {
    return new RefusedError({
      purpose,
      status,
      reason,
      forge: this.title,
      repository: this.repository,
      configKey: CONFIG_KEY,
      permissions: PERMISSIONS,
    });
  }

  private async send<T>(
    request: (options: object) => Promise<T>,
    options: {
      method: string;
      url: string;
      headers: Record<string, string>;
      request: RequestContext;
    },
  ): Promise<T> {
    const { purpose = 'ask', isConditional, signal } = options.request;
    const token = await this.token(purpose);
    let failure: unknown;
    const exchange = async (
      url: string,
      init: { method: string; headers: Record<string, string>; body?: string },
    ) => {
      try {
        const answer = await this.exchange({
          purpose,
          url,
          method: init.method,
          headers: init.headers,
          body: init.body,
          isRead: init.method === 'GET' || url.endsWith('/graphql'),
          signal,
          secrets: [token],
          isConditional,
        });
        const isEmpty = EMPTY_STATUSES.includes(answer.status);
        return new Response(isEmpty ? null : new Uint8Array(answer.body), {
          status: answer.status,
          headers: answer.headers,
        });
      } catch (error) {
        failure = error;
        throw error;
      }
    };
    try {
      return await request({
        ...options,
        headers: { ...options.headers, authorization: `Bearer ${token}` },
        request: { ...options.request, fetch: exchange },
      });
    } catch (error) {
      if (failure) throw failure;
      const { status, response, message } = error as {
        status?: number;
        response?: { data?: { message?: string; errors?: unknown[] } };
        message: string;
      };
      if (!status) throw error;
      // The error itself holds the request, so nothing of it but the words goes on.
      throw this.refused(
        purpose,
        status,
        reasonOf(wordsOf(response?.data) ?? message, [token]),
      );
    }
  }

  private async exchange(
    request: Parameters<RemoteTransport['send']>[0] & {
      isConditional?: boolean;
    },
  ): Promise<RemoteAnswer> {
    const known = request.isConditional
      ? this.lastAnswers.get(request.url)
      : undefined;
    const etag = known?.headers.get('etag');
    const answer = await this.transport.send({
      ...request,
      headers: {
        ...request.headers,
        ...(etag && { 'if-none-match': etag }),
      },
    });
    if (answer.status === 304 && known) return known;
    if (answer.status < 300 && answer.body.length > 0) {
      requireJson(answer.body, this.title);
    }
    if (request.isConditional && answer.status === 200) {
      this.lastAnswers.delete(request.url);
      this.lastAnswers.set(request.url, answer);
      const [oldest] = this.lastAnswers.keys();
      if (this.lastAnswers.size > LAST_ANSWERS) this.lastAnswers.delete(oldest);
    }
    return answer;
  }

  private async token(purpose: string): Promise<string> {
    const { host } = this.target;
    let reason = `${CONFIG_KEY} has neither an app nor a token for ${host}`;
    try {
      const { token } = await this.credentials.getCredentials({
        url: `https://${host}/${this.repository}`,
      });
      if (token) return token;
    } catch (error) {
      const { status, response, message } = error as {
        status?: number;
        response?: unknown;
        message?: string;
      };
      if (status !== undefined && (!response || status >= 500)) {
        throw this.refused(purpose, 503, 'the App can get no token for now');
      }
      reason = reasonOf(message, []);
    }
    throw new ForgeError(
      'unauthorized',
      `Could not ${purpose} of ${this.repository}: there is no credential, ${reason}. Put an app that is installed on the repository, or a token, into ${CONFIG_KEY}`,
    );
  }
}

/** What an answer says, where it is one of the API: a proxy's page says nothing that helps. */
function messageIn(body: Buffer): string | undefined {
  try {
    return wordsOf(JSON.parse(body.toString('utf8')));
  } catch {
    return undefined;
  }
}

/** The message, and the messages of its parts, which say more. */
function wordsOf(
  data: { message?: string; errors?: unknown[] } | undefined,
): string | undefined {
  if (typeof data?.message !== 'string') return undefined;
  const parts = (Array.isArray(data.errors) ? data.errors : []).map(part =>
    typeof part === 'string' ? part : (part as { message?: string })?.message,
  );
  return [data.message, ...parts.filter(Boolean)].join('; ');
}

function requireJson(body: Buffer, title: string): void {
  try {
    JSON.parse(body.toString('utf8'));
  } catch {
    throw new ForgeError(
      'unavailable',
      `${title} answers with something that is no JSON: check apiBaseUrl in ${CONFIG_KEY}, and whether a proxy stands before it`,
    );
  }
}
