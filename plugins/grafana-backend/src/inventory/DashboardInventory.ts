import type { DashboardRecord } from '../grafana/parseDashboard';

interface Held {
  text: string;
  all: readonly DashboardRecord[];
  byUid: ReadonlyMap<string, DashboardRecord>;
  byTag: ReadonlyMap<string, readonly DashboardRecord[]>;
  byFolder: ReadonlyMap<string, readonly DashboardRecord[]>;
}

/** All dashboards in memory, by Grafana, as they were listed last. */
export class DashboardInventory {
  readonly #held = new Map<string, Held>();
  readonly #updated = new Map<string, { at?: string; readAt: number }>();
  readonly #readAt = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  /** Changes with what a selector could find. */
  generation = 0;

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** Whether it is time to list what one Grafana has: at once while it has nothing, as it may be about to begin. */
  isDue(instance: string, now: number, everyMs: number): boolean {
    const readAt = this.#readAt.get(instance);
    return (
      readAt === undefined ||
      now - readAt >= everyMs ||
      this.all(instance).length === 0
    );
  }

  /** What one Grafana has now. */
  put(
    instance: string,
    dashboards: readonly DashboardRecord[],
    readAt = 0,
  ): void {
    this.#readAt.set(instance, readAt);
    const text = JSON.stringify(dashboards);
    if (this.#held.get(instance)?.text === text) return;
    const byUid = new Map(dashboards.map(item => [item.uid, item]));
    const byTag = new Map<string, DashboardRecord[]>();
    const byFolder = new Map<string, DashboardRecord[]>();
    for (const item of dashboards) {
      for (const tag of new Set(item.tags)) add(byTag, tag, item);
      if (!item.folder) continue;
      for (const key of new Set([item.folder.uid, item.folder.title])) {
        if (key) add(byFolder, key, item);
      }
    }
    this.#held.set(instance, { text, all: dashboards, byUid, byTag, byFolder });
    this.generation += 1;
    this.#changed();
  }

  all(instance: string): readonly DashboardRecord[] {
    return this.#held.get(instance)?.all ?? [];
  }

  byUid(instance: string, uid: string): DashboardRecord | undefined {
    return this.#held.get(instance)?.byUid.get(uid);
  }

  byTag(instance: string, tag: string): readonly DashboardRecord[] {
    return this.#held.get(instance)?.byTag.get(tag) ?? [];
  }

  /** By the folder's uid or title. */
  byFolder(instance: string, folder: string): readonly DashboardRecord[] {
    return this.#held.get(instance)?.byFolder.get(folder) ?? [];
  }

  updatedAt(instance: string, uid: string): string | undefined {
    return this.#updated.get(keyOf(instance, uid))?.at;
  }

  /** When it was last asked when a dashboard was updated, in milliseconds. */
  updatedReadAt(instance: string, uid: string): number | undefined {
    return this.#updated.get(keyOf(instance, uid))?.readAt;
  }

  putUpdatedAt(
    instance: string,
    uid: string,
    update: { at?: string; readAt: number },
  ): void {
    const key = keyOf(instance, uid);
    const before = this.#updated.get(key)?.at;
    this.#updated.set(key, update);
    if (before !== update.at) this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
  const known = map.get(key);
  if (known) known.push(item);
  else map.set(key, [item]);
}

function keyOf(instance: string, uid: string): string {
  return `${instance}\n${uid}`;
}
