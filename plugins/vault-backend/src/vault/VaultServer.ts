import {
  pause,
  UpstreamClient,
  UpstreamError,
  type UpstreamCredential,
  type UpstreamLimits,
  type UpstreamRequest,
} from '@idp/upstream';
import type { EngineConfig, ServerConfig } from '../config/readServer';
import { troubleOf } from './health';
import { parseMetadata, type SecretFacts } from './parseMetadata';
import { object, texts } from './read';
import { credentialFor, tokenOf } from './signIn';

/** What is in a folder. Names are as Vault has them, so they may be anything. */
export interface Listing {
  secrets: string[];
  folders: string[];
}

const LIST_BYTES = 32 * 1024 * 1024;
/** A token is known to be alive for so long after it was asked. */
const ALIVE_MS = 5_000;
/** A standby that reads by itself may lag behind the sign-in. */
const LATE_TRIES = 4;
const LATE_MS = 200;

/**
 * The API of one Vault, as far as the plugin uses it: there is no method that could return a value.
 */
export class VaultServer {
  readonly #client: UpstreamClient;
  readonly #withoutToken: UpstreamClient;
  readonly #session: UpstreamClient;
  readonly #credential: UpstreamCredential;
  readonly #namespace: Record<string, string>;
  readonly #lateMs: number;
  #alive?: { token: string; at: number; answer: Promise<boolean> };

  constructor(
    readonly config: ServerConfig,
    options: { limits?: Partial<UpstreamLimits>; lateMs?: number } = {},
  ) {
    const { auth, baseUrl, caFile, name, namespace } = config;
    const { limits } = options;
    this.#lateMs = options.lateMs ?? LATE_MS;
    this.#namespace = namespace ? { 'x-vault-namespace': namespace } : {};
    const secrets = new Set(
      auth.type === 'static'
        ? [auth.token]
        : [auth.type === 'approle' ? auth.secretId : undefined].filter(
            (secret): secret is string => Boolean(secret),
          ),
    );
    const common = { instance: name, baseUrl, caFile, limits };
    const nothing = {
      headers: async () => ({}),
      refused: async () => false,
      secrets: () => [...secrets],
    };
    this.#withoutToken = new UpstreamClient({
      ...common,
      upstream: 'vault-health',
      credential: nothing,
    });
    this.#session = new UpstreamClient({
      ...common,
      upstream: 'vault-session',
      credential: {
        ...nothing,
        headers: async () => this.#namespace,
      },
    });
    this.#credential = credentialFor(auth, this.#session, name, secrets);
    this.#client = new UpstreamClient({
      ...common,
      upstream: 'vault',
      credential: this.#credential,
    });
  }

  get name(): string {
    return this.config.name;
  }

  /** The token of the next call. It leaves this process in the header of a call only. */
  token(): Promise<string> {
    return tokenOf(this.#credential);
  }

  /** Why it cannot be read, in words; undefined where it can. */
  trouble(signal?: AbortSignal): Promise<string | undefined> {
    return troubleOf(this.#withoutToken, signal);
  }

  /** Undefined where there is no such folder. `folder` is without a slash at its end; `''` is the whole engine. */
  async list(
    engine: EngineConfig,
    folder: string,
    signal?: AbortSignal,
  ): Promise<Listing | undefined> {
    const answer = await this.#found(
      {
        path: [
          ...mountOf(engine),
          ...(engine.kvVersion === 2 ? ['metadata'] : []),
          ...(folder === '' ? [] : folder.split('/')),
        ],
        query: { list: true },
      },
      signal,
    );
    if (answer === undefined) return undefined;
    const listing: Listing = { secrets: [], folders: [] };
    for (const key of texts(object(object(answer).data).keys)) {
      if (key.endsWith('/')) listing.folders.push(key.slice(0, -1));
      else listing.secrets.push(key);
    }
    return listing;
  }

  /** Undefined where there is no such secret. Only engines of version 2 have it. */
  async metadata(
    engine: EngineConfig,
    path: string,
    signal?: AbortSignal,
  ): Promise<SecretFacts | undefined> {
    const answer = await this.#found(
      { path: [...mountOf(engine), 'metadata', ...path.split('/')] },
      signal,
    );
    return answer === undefined ? undefined : parseMetadata(answer);
  }

  /** What the token may do at each of these paths, of the API and not of a mount. */
  async capabilities(
    paths: readonly string[],
    signal?: AbortSignal,
  ): Promise<Map<string, string[]>> {
    const answer = object(
      await this.#call(
        {
          method: 'POST',
          path: ['v1', 'sys', 'capabilities-self'],
          body: { paths },
        },
        signal,
      ),
    );
    const data = object(answer.data);
    return new Map(
      paths.map(path => [path, texts(data[path] ?? answer[path])]),
    );
  }

  /** Whether a path that cannot exist may be read, for tokens that may not ask what they may do. */
  async mayRead(
    path: readonly string[],
    signal?: AbortSignal,
  ): Promise<boolean> {
    try {
      await this.#client.send(
        { path: ['v1', ...path], headers: this.#namespace },
        { signal },
      );
      return true;
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      if (error.code === 'not-found') return !isNoRoute(error);
      if (error.code === 'forbidden') return false;
      throw error;
    }
  }

  /** What is mounted there, such as `kv` of version `2`; undefined where Vault does not say. */
  async mounted(
    mount: string,
    signal?: AbortSignal,
  ): Promise<{ type?: string; version?: string } | undefined> {
    try {
      const { data } = object(
        await this.#call(
          {
            path: [
              'v1',
              'sys',
              'internal',
              'ui',
              'mounts',
              ...mount.split('/'),
            ],
          },
          signal,
        ),
      );
      const { type, options } = object(data);
      const { version } = object(options);
      return {
        type: typeof type === 'string' ? type : undefined,
        version: typeof version === 'string' ? version : undefined,
      };
    } catch (error) {
      if (error instanceof UpstreamError && error.upstreamStatus) {
        return undefined;
      }
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all(
      [this.#client, this.#session, this.#withoutToken].map(client =>
        client.close(),
      ),
    );
  }

  async #found(
    request: UpstreamRequest,
    signal?: AbortSignal,
  ): Promise<unknown> {
    try {
      return await this.#call(request, signal);
    } catch (error) {
      if (
        error instanceof UpstreamError &&
        error.code === 'not-found' &&
        !isNoRoute(error)
      ) {
        return undefined;
      }
      throw error;
    }
  }

  async #call(
    request: UpstreamRequest,
    signal?: AbortSignal,
    again = true,
  ): Promise<unknown> {
    const asked = {
      ...request,
      headers: { 'x-vault-request': 'true', ...this.#namespace },
    };
    const token = await this.#tokenOrError();
    for (let tries = 1; ; tries++) {
      try {
        return await this.#client.json(asked, {
          signal,
          maxBytes: LIST_BYTES,
        });
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        if (error.upstreamStatus === 412 && tries < LATE_TRIES) {
          await pause(this.#lateMs * tries, signal);
          continue;
        }
        // Vault says 403 of a token that has ended, as of a path that is not the token's.
        if (
          error.code === 'forbidden' &&
          again &&
          !(await this.#isAlive(token, signal)) &&
          (await this.#credential.refused())
        ) {
          return this.#call(request, signal, false);
        }
        throw error;
      }
    }
  }

  /** An upstream's error where the sign-in fails, which the client makes of it. */
  async #tokenOrError(): Promise<string> {
    try {
      return await this.token();
    } catch (error) {
      if (error instanceof UpstreamError) throw error;
      throw new UpstreamError(
        this.name,
        'misconfigured',
        (error as Error).message,
      );
    }
  }

  /** Many refusals in a row ask once. */
  async #isAlive(token: string, signal?: AbortSignal): Promise<boolean> {
    const now = Date.now();
    const known = this.#alive;
    if (known?.token === token && now - known.at < ALIVE_MS) {
      return known.answer;
    }
    const answer = this.#client
      .send(
        {
          path: ['v1', 'auth', 'token', 'lookup-self'],
          headers: this.#namespace,
        },
        { signal },
      )
      .then(
        () => true,
        error => {
          if (error instanceof UpstreamError && error.code === 'forbidden') {
            return false;
          }
          throw error;
        },
      );
    this.#alive = { token, at: now, answer };
    return answer;
  }
}

/** The mount is not there, as opposed to a path in it. */
export function isNoRoute(error: UpstreamError): boolean {
  return /no handler for route|unsupported path/i.test(error.reason);
}

function mountOf({ mount }: EngineConfig): string[] {
  return ['v1', ...mount.split('/')];
}
