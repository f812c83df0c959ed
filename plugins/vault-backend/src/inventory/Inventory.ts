import type { LoggerService } from '@backstage/backend-plugin-api';
import { pause, UpstreamError } from '@idp/upstream';
import type { VaultServer } from '../vault/VaultServer';
import { Changes } from './Changes';
import type { Ask } from './EngineWalk';
import { waitBeforeAgain } from './failures';
import { InventoryRun } from './InventoryRun';
import type { InventoryChange, ServerState } from './InventoryRow';
import { Pace } from './Pace';
import type { SecretIndex } from './SecretIndex';
import { TokenGuard, TokenRefused } from './TokenGuard';

export interface InventoryOptions {
  server: VaultServer;
  index: SecretIndex;
  logger: LoggerService;
  requestsPerSecond: number;
  concurrency: number;
  metadataAgeMs: number;
  periodMs: number;
  /** Writes to the database, and to the memory of this replica. */
  write: (change: InventoryChange) => Promise<void>;
  /** What is known of the server at this moment. */
  stateOf: () => ServerState;
  keepState: (state: ServerState) => Promise<void>;
  now?: () => number;
}

/** Keeps what is known of one Vault up to date, run after run. One replica does it at a time. */
export class Inventory {
  readonly #guard: TokenGuard;
  readonly #pace: Pace;
  readonly #now: () => number;

  constructor(private readonly options: InventoryOptions) {
    this.#now = options.now ?? Date.now;
    this.#guard = new TokenGuard(options);
    this.#pace = new Pace({ perSecond: options.requestsPerSecond });
  }

  /** Requests since the process began, sign-ins apart. */
  get requests(): number {
    return this.#pace.requests;
  }

  /** Resolves when all is done, or cannot be; why is in the state. Throws only for errors of the portal itself. */
  async run(signal?: AbortSignal): Promise<void> {
    const { logger, server, stateOf } = this.options;
    try {
      await this.#pace.turn(signal);
      const trouble = await server.trouble(signal);
      if (trouble) {
        await this.#lost(trouble);
        return;
      }
      const problems = await this.#look(signal);
      await this.#live(problems);
    } catch (error) {
      if (signal?.aborted) {
        logger.debug(`The inventory of ${server.name} goes on next time`);
      } else if (error instanceof TokenRefused) {
        await this.#refused(error.message);
      } else if (error instanceof UpstreamError) {
        const known = stateOf();
        if (known.reason !== error.reason) {
          logger.warn(`The Vault ${server.name} ${error.reason}`);
        }
        await this.#lost(error.reason);
      } else {
        throw error;
      }
    }
  }

  async #look(signal?: AbortSignal): Promise<string[]> {
    const { concurrency, index, metadataAgeMs, periodMs, server, write } =
      this.options;
    await this.#guard.begin(signal);
    const run = new InventoryRun({
      server,
      index,
      changes: new Changes(write, this.#now),
      ask: this.#ask(signal),
      concurrency,
      metadataAgeMs,
      periodMs,
      onFound: (engine, paths) => this.#guard.checkPaths(engine, paths, signal),
      now: this.#now,
      signal,
    });
    const problems = await run.run();
    return [...this.#guard.problems, ...problems];
  }

  #ask(signal?: AbortSignal): Ask {
    return async call => {
      for (let tries = 1; ; tries++) {
        await this.#guard.check(signal);
        await this.#pace.turn(signal);
        try {
          return await call();
        } catch (error) {
          const ms = waitBeforeAgain(error, tries);
          if (ms === undefined) throw error;
          this.#pace.hold(ms);
          await pause(0, signal);
        }
      }
    };
  }

  async #live(problems: string[]): Promise<void> {
    const before = this.options.stateOf();
    await this.options.keepState({
      ...before,
      state: 'live',
      since: before.state === 'live' ? before.since : this.#now(),
      reason: undefined,
      problems,
      listedAt: this.#now(),
    });
  }

  /** What was known stays, with since when there are no news. */
  async #lost(reason: string): Promise<void> {
    const before = this.options.stateOf();
    await this.options.keepState({
      ...before,
      state: before.state === 'unknown' ? 'unknown' : 'stale',
      since: before.state === 'live' ? this.#now() : before.since,
      reason,
    });
  }

  async #refused(reason: string): Promise<void> {
    const before = this.options.stateOf();
    await this.options.keepState({
      ...before,
      state: 'unknown',
      since: before.state === 'unknown' ? before.since : this.#now(),
      reason,
      problems: [],
    });
  }
}
