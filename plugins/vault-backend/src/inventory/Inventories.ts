import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { SourceState } from '@idp/plugin-vault-common';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import { pause } from '@idp/upstream';
import type { VaultConfig } from '../config/readConfig';
import { VaultServer } from '../vault/VaultServer';
import { Inventory } from './Inventory';
import { isFolder, type ServerState } from './InventoryRow';
import { GONE_KEPT_MS, type InventoryStore } from './InventoryStore';
import type { SecretIndex } from './SecretIndex';

const FOLLOW_MS = 2_000;
/** Sizes are counted anew when they are asked for, and this old. */
const SIZES_MS = 5_000;
const MINUTE_MS = 60_000;
/** For so long a run is waited for that is told to end. */
const STOP_MS = 5_000;

interface Member {
  server: VaultServer;
  inventory: Inventory;
  state: ServerState;
  /** The last change that this replica has seen, and when. */
  seq: number;
  seenAt: number;
  sizes?: { at: number; seq: number; paths: number; oldestReadAt?: string };
}

/** All Vaults of the configuration: one replica looks at each, and every replica follows what the database says. */
export class Inventories {
  readonly #members = new Map<string, Member>();
  readonly #listeners = new Set<() => void>();
  readonly #now: () => number;
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #timer?: NodeJS.Timeout;
  #following?: Promise<void>;

  constructor(
    private readonly options: {
      config: VaultConfig;
      index: SecretIndex;
      store: InventoryStore;
      logger: LoggerService;
      now?: () => number;
    },
  ) {
    const { config, index, logger } = options;
    this.#now = options.now ?? Date.now;
    const limits = Object.fromEntries(
      Object.entries(config.timeouts).filter(([, ms]) => ms !== undefined),
    );
    for (const item of config.servers) {
      const server = new VaultServer(item, {
        limits: { ...limits, concurrency: config.inventory.concurrency },
      });
      const inventory = new Inventory({
        ...config.inventory,
        server,
        index,
        logger,
        periodMs: this.periodMs,
        now: this.#now,
        write: async change => {
          await options.store.write(item.name, change);
          await this.follow();
        },
        stateOf: () => this.#members.get(item.name)!.state,
        keepState: async state => {
          await options.store.keepState(state);
          await this.follow();
        },
      });
      this.#members.set(item.name, {
        server,
        inventory,
        seq: 0,
        seenAt: -Infinity,
        state: {
          server: item.name,
          state: 'unknown',
          since: this.#now(),
          problems: [],
        },
      });
    }
  }

  /** Between two runs, where the schedule says it; it may be a cron line. */
  get periodMs(): number {
    const { frequency } = this.options.config.inventory.schedule;
    return 'cron' in frequency || 'trigger' in frequency
      ? MINUTE_MS
      : durationToMilliseconds(frequency as HumanDuration);
  }

  async start(scheduler: SchedulerService): Promise<void> {
    const { config, logger, store } = this.options;
    await store.keepOnly([...this.#members.keys()]);
    await this.follow();
    const again = () => {
      this.#timer = setTimeout(async () => {
        await this.follow().catch(error =>
          logger.warn(`The inventory of secrets cannot be read: ${error}`),
        );
        if (this.#timer) again();
      }, FOLLOW_MS);
      this.#timer.unref();
    };
    again();
    for (const { inventory, server } of this.#members.values()) {
      await scheduler.scheduleTask({
        ...config.inventory.schedule,
        id: `idp-vault-inventory-${server.name}`,
        scope: 'global',
        fn: signal => this.#run(inventory, signal),
      });
    }
  }

  /** Ends what runs, whatever it waits for. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#stopping.abort();
    await Promise.race([Promise.allSettled(this.#running), pause(STOP_MS)]);
    await Promise.all(
      [...this.#members.values()].map(({ server }) => server.close()),
    );
  }

  async #run(inventory: Inventory, signal?: AbortSignal): Promise<void> {
    const stopped = this.#stopping.signal;
    if (stopped.aborted) return;
    const run = inventory.run(
      signal ? AbortSignal.any([signal, stopped]) : stopped,
    );
    this.#running.add(run);
    try {
      await run;
    } finally {
      this.#running.delete(run);
    }
  }

  /** Told when the freshness of a Vault, or what is known of its secrets, has changed. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Takes up what the database says that this replica does not know yet. */
  async follow(): Promise<void> {
    const before = this.#following;
    // What is written while another reads may come after what that sees.
    const following = (async () => {
      await before?.catch(() => {});
      await this.#take();
    })();
    this.#following = following;
    await following;
  }

  names(): string[] {
    return [...this.#members.keys()];
  }

  has(server: string, mount: string): boolean {
    return Boolean(
      this.#members
        .get(server)
        ?.server.config.engines.some(engine => engine.mount === mount),
    );
  }

  /** `live` where the last run has ended well and the next is not late. */
  stateOf(server: string): ServerState | undefined {
    const member = this.#members.get(server);
    return member && this.#withAge(member.state);
  }

  requests(server: string): number {
    return this.#members.get(server)?.inventory.requests ?? 0;
  }

  states(): SourceState[] {
    return [...this.#members.values()].map(member => {
      const { server, state } = member;
      const { since, listedAt, ...known } = this.#withAge(state);
      return {
        kind: 'vault',
        name: server.name,
        state: known.state,
        since: iso(since),
        reason: known.reason,
        ...(known.problems.length > 0 && { problems: known.problems }),
        ...(server.config.publicUrl && { url: server.config.publicUrl }),
        inventory: {
          ...this.#sizes(member),
          ...(listedAt && { listedAt: iso(listedAt) }),
        },
      };
    });
  }

  /** A Vault that nobody has looked at for long is not live, whatever was said last. */
  #withAge(state: ServerState): ServerState {
    const { listedAt } = state;
    const late = 3 * this.periodMs + this.#timeoutMs() + 2 * MINUTE_MS;
    if (state.state !== 'live' || !listedAt) return state;
    if (this.#now() - listedAt <= late) return state;
    return {
      ...state,
      state: 'stale',
      since: listedAt,
      reason:
        'has not been looked at since: see the log of the portal and the task of its inventory',
    };
  }

  #timeoutMs(): number {
    const { timeout } = this.options.config.inventory.schedule;
    return durationToMilliseconds(timeout as HumanDuration);
  }

  #sizes(member: Member): { paths: number; oldestReadAt?: string } {
    const { seq, sizes } = member;
    const isFresh = sizes && this.#now() - sizes.at < SIZES_MS;
    // What is known of one Vault may be large, and pages ask often.
    if (!sizes || (sizes.seq !== seq && !isFresh)) {
      let paths = 0;
      let oldest = Infinity;
      for (const row of this.options.index.ofServer(member.server.name)) {
        if (isFolder(row.path)) continue;
        paths += 1;
        if (row.readAt !== undefined) oldest = Math.min(oldest, row.readAt);
      }
      member.sizes = {
        at: this.#now(),
        seq,
        paths,
        ...(oldest < Infinity && { oldestReadAt: iso(oldest) }),
      };
    }
    const { at, seq: counted, ...shown } = member.sizes!;
    return shown;
  }

  async #take(): Promise<void> {
    const { index, store } = this.options;
    let changed = false;
    for (const { seq, ...state } of await store.servers()) {
      const member = this.#members.get(state.server);
      if (!member) continue;
      const { seq: known, seenAt } = member;
      if (seq !== known) {
        // After a long pause, or where the database was made anew, what is gone would not be told of.
        const anew =
          known === 0 || seq < known || this.#now() - seenAt > GONE_KEPT_MS / 2;
        const news = await store.since(state.server, anew ? 0 : known);
        if (anew) changed = index.replace(state.server, news.put) || changed;
        else changed = index.apply(news) || changed;
        changed = !isSame(member.state, state) || changed;
        member.state = state;
        member.seq = seq;
      }
      member.seenAt = this.#now();
    }
    if (changed) for (const listener of this.#listeners) listener();
  }
}

/** Apart from when it was looked at. */
function isSame(a: ServerState, b: ServerState): boolean {
  return (
    a.state === b.state &&
    a.since === b.since &&
    a.reason === b.reason &&
    JSON.stringify(a.problems) === JSON.stringify(b.problems)
  );
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
