import {
  UpstreamError,
  type UpstreamLimits,
  type UpstreamRequest,
} from '@idp/upstream';
import { object } from '@idp/upstream/wire';
import type { EngineConfig, ServerConfig } from '../config/readServer';
import { troubleOf } from './health';
import { parseMetadata, type SecretFacts } from './parseMetadata';
import { texts } from './read';
import { VaultSession } from './VaultSession';

/** What is in a folder. Names are as Vault has them, so they may be anything. */
export interface Listing {
  secrets: string[];
  folders: string[];
}

const LIST_BYTES = 32 * 1024 * 1024;

/**
 * The API of one Vault, as far as the plugin uses it: there is no method that could return a value.
 */
export class VaultServer {
  readonly #session: VaultSession;

  constructor(
    readonly config: ServerConfig,
    options: { limits?: Partial<UpstreamLimits> } = {},
  ) {
    this.#session = new VaultSession(config, options.limits);
  }

  get name(): string {
    return this.config.name;
  }

  /** The token of the next call. It leaves this process in the header of a call only. */
  token(): Promise<string> {
    return this.#session.token();
  }

  /** Why it cannot be read, in words; undefined where it can. */
  trouble(signal?: AbortSignal): Promise<string | undefined> {
    return troubleOf(this.#session.withoutToken, signal);
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
      await this.#call({ path: ['v1', ...path] }, signal);
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
    await this.#session.close();
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

  #call(request: UpstreamRequest, signal?: AbortSignal): Promise<unknown> {
    return this.#session.json(request, { signal, maxBytes: LIST_BYTES });
  }
}

/** The mount is not there, as opposed to a path in it. */
export function isNoRoute(error: UpstreamError): boolean {
  return /no handler for route|unsupported path/i.test(error.reason);
}

function mountOf({ mount }: EngineConfig): string[] {
  return ['v1', ...mount.split('/')];
}
