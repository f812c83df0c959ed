import type { LoggerService } from '@backstage/backend-plugin-api';
import pLimit from 'p-limit';
import type { Grafana } from '../grafana/Grafana';
import type { DashboardInventory } from './DashboardInventory';

const KEEP_MS = 60 * 60_000;
const AT_ONCE = 2;
const MOST_WANTED = 5_000;

/**
 * When dashboards were changed last: Grafana's search does not say, so each that somebody has looked at is asked about, by
 * schedule, a few at a time. A page view itself asks nothing.
 */
export class UpdateTimes {
  readonly #wanted = new Map<string, { instance: string; uid: string }>();

  constructor(
    private readonly options: {
      grafanas: ReadonlyMap<string, Grafana>;
      inventory: DashboardInventory;
      logger: LoggerService;
      /** Calls of one run. */
      budget?: number;
      now?: () => number;
    },
  ) {}

  want(instance: string, uid: string): void {
    const key = `${instance}\n${uid}`;
    if (this.#wanted.size < MOST_WANTED) {
      this.#wanted.set(key, { instance, uid });
    }
  }

  async refresh(signal?: AbortSignal): Promise<void> {
    const { inventory, budget = 60, now = Date.now } = this.options;
    const due = [...this.#wanted.values()]
      .map(item => ({
        ...item,
        readAt: inventory.updatedReadAt(item.instance, item.uid) ?? 0,
      }))
      .filter(({ readAt }) => now() - readAt >= KEEP_MS)
      .sort((a, b) => a.readAt - b.readAt)
      .slice(0, budget);
    const limit = pLimit(AT_ONCE);
    await Promise.all(due.map(item => limit(() => this.#read(item, signal))));
  }

  async #read(
    { instance, uid }: { instance: string; uid: string },
    signal?: AbortSignal,
  ): Promise<void> {
    const { grafanas, inventory, logger, now = Date.now } = this.options;
    if (!inventory.byUid(instance, uid)) {
      this.#wanted.delete(`${instance}\n${uid}`);
      return;
    }
    let at = inventory.updatedAt(instance, uid);
    try {
      at = await grafanas.get(instance)?.updatedAt(uid, { signal });
    } catch (error) {
      logger.debug(
        `${instance}: when ${uid} was updated is not known: ${error}`,
      );
    }
    inventory.putUpdatedAt(instance, uid, {
      ...(at && { at }),
      readAt: now(),
    });
  }
}
