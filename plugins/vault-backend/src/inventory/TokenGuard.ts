import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EngineConfig } from '../config/readServer';
import { refusalOf, selfCheck } from '../vault/selfCheck';
import type { VaultServer } from '../vault/VaultServer';
import { isFolder } from './InventoryRow';
import type { SecretIndex } from './SecretIndex';

/** The token can read values, and the configuration does not say that this may be. */
export class TokenRefused extends Error {}

/** A policy may change under a token: for so long a look at all that is known holds. */
const ALL_EVERY_MS = 10 * 60 * 1000;

/**
 * Lets a token be used that cannot read values. Each new token is looked at, and each secret that was not known before; and at
 * the beginning of a run whatever the token is.
 */
export class TokenGuard {
  /** The token that was looked at, with what there is to say of it. */
  #passed?: { token: string; problems: string[] };
  #allAt = -Infinity;
  #running?: Promise<void>;

  constructor(
    private readonly options: {
      server: VaultServer;
      index: SecretIndex;
      logger: LoggerService;
      now?: () => number;
    },
  ) {}

  /** What pages say of the token, in words. */
  get problems(): string[] {
    return this.#passed?.problems ?? [];
  }

  /** At the beginning of a run. Throws where the token may not be used. */
  async begin(signal?: AbortSignal): Promise<void> {
    const { now = Date.now, server } = this.options;
    const token = await server.token();
    const isDue = now() - this.#allAt >= ALL_EVERY_MS;
    if (this.#passed?.token !== token || isDue) {
      await this.#lookAtAll(token, signal);
    } else if (this.problems.length === 0) {
      await this.#look(token, this.#known(), { all: false, signal });
    }
  }

  /** Throws where the token of the next call may not be used. Asks Vault only where it is another one. */
  async check(signal?: AbortSignal): Promise<void> {
    const token = await this.options.server.token();
    if (this.#passed?.token === token) return;
    this.#running ??= this.#lookAtAll(token, signal).finally(() => {
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
    const token = await this.options.server.token();
    await this.#look(token, [{ engine, paths }], { all: true, signal });
  }

  async #lookAtAll(token: string, signal?: AbortSignal): Promise<void> {
    const { now = Date.now } = this.options;
    await this.#look(token, this.#known(), { all: true, signal });
    this.#allAt = now();
  }

  async #look(
    token: string,
    known: Parameters<typeof selfCheck>[1],
    how: Parameters<typeof selfCheck>[2],
  ): Promise<void> {
    const { logger, server } = this.options;
    const found = await selfCheck(server, known, how);
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

  #known(): Array<{ engine: EngineConfig; paths: string[] }> {
    const { index, server } = this.options;
    const known = server.config.engines.map(engine => ({
      engine,
      paths: [] as string[],
    }));
    const byMount = new Map(known.map(item => [item.engine.mount, item]));
    for (const { mount, path } of index.ofServer(server.name)) {
      if (!isFolder(path)) byMount.get(mount)?.paths.push(path);
    }
    return known;
  }
}
