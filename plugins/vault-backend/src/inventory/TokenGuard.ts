import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EngineConfig } from '../config/readServer';
import { refusalOf, selfCheck } from '../vault/selfCheck';
import type { VaultServer } from '../vault/VaultServer';
import { isFolder } from './InventoryRow';
import type { SecretIndex } from './SecretIndex';

/** The token can read values, and the configuration does not say that this may be. */
export class TokenRefused extends Error {}

/** Lets a token be used that cannot read values. Each new token is looked at, and each secret that was not known before. */
export class TokenGuard {
  /** The token that was looked at, with what there is to say of it. */
  #passed?: { token: string; problems: string[] };
  #running?: Promise<void>;

  constructor(
    private readonly options: {
      server: VaultServer;
      index: SecretIndex;
      logger: LoggerService;
    },
  ) {}

  /** What pages say of the token, in words. */
  get problems(): string[] {
    return this.#passed?.problems ?? [];
  }

  /** Throws where the token of the next call may not be used. Asks Vault only where it is another one. */
  async check(signal?: AbortSignal): Promise<void> {
    const token = await this.options.server.token();
    if (this.#passed?.token === token) return;
    this.#running ??= this.#look(
      token,
      this.options.server.config.engines.map(engine => ({
        engine,
        paths: this.#pathsOf(engine),
      })),
      signal,
    ).finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  /** The same for secrets that were not known when the token was looked at. */
  async checkPaths(
    engine: EngineConfig,
    paths: string[],
    signal?: AbortSignal,
  ): Promise<void> {
    await this.#look(
      await this.options.server.token(),
      [{ engine, paths }],
      signal,
    );
  }

  async #look(
    token: string,
    known: Parameters<typeof selfCheck>[1],
    signal?: AbortSignal,
  ): Promise<void> {
    const { logger, server } = this.options;
    const found = await selfCheck(server, known, signal);
    const problems = found.limited ? [found.limited] : [];
    if (found.readsAt) {
      const refusal = refusalOf(found, server.config.engines);
      if (!server.config.allowValueAccess) {
        this.#passed = undefined;
        logger.error(
          `The Vault ${server.name}: ${refusal} (it may read ${found.readsAt})`,
        );
        throw new TokenRefused(refusal);
      }
      problems.push(
        'The portal’s token can read values, and dangerouslyAllowValueAccess lets it: take both away',
      );
    }
    if (this.#passed?.token === token && problems.length === 0) return;
    for (const problem of problems) {
      if (this.problems.includes(problem)) continue;
      logger.warn(`The Vault ${server.name}: ${problem}`);
    }
    this.#passed = { token, problems };
  }

  #pathsOf({ mount }: EngineConfig): string[] {
    const { index, server } = this.options;
    const paths: string[] = [];
    for (const row of index.ofServer(server.name)) {
      if (row.mount === mount && !isFolder(row.path)) paths.push(row.path);
    }
    return paths;
  }
}
