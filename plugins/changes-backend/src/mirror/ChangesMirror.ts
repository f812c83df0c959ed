import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Change, Freshness } from '@idp/plugin-changes-common';
import type { ForgeClient, ForgeHead } from '@idp/plugin-changes-node';
import { matches, type ChangeFilter } from './filter';

const PAGE = 100;
/** How many of the newest changes are kept whatever their state is; older ones that are not open come from the forge. */
const RECENT = 300;

/** What a refresh found out. */
export interface MirrorDelta {
  /** Ids of changes that are new or differ. */
  changed: string[];
  /** Set when the base branch has another tip than before. */
  head?: ForgeHead;
}

/** A page of changes, newest first, with how fresh it is. */
export interface MirrorPage {
  items: Change[];
  nextCursor?: string;
  freshness: Freshness;
}

/**
 * The open changes and the newest others of the forge, in memory, so that a page view asks the forge for nothing. When
 * the forge does not answer, what was known last is answered with since when.
 */
export class ChangesMirror {
  private changes = new Map<string, Change>();
  /** Where the forge's own list goes on below the newest; undefined when the mirror holds all. */
  private older?: string;
  private refreshedAt?: string;
  private error?: string;
  private refreshing?: Promise<MirrorDelta>;
  private again = false;
  private headCommit?: ForgeHead;

  constructor(
    private readonly forge: ForgeClient,
    private readonly options: { logger: LoggerService; now?: () => Date },
  ) {}

  /** The base branch as of the last refresh; asked of the forge only before the first one. */
  async head(): Promise<ForgeHead> {
    this.headCommit ??= await this.forge.getHead();
    return this.headCommit;
  }

  get freshness(): Freshness {
    return {
      since: this.refreshedAt ?? new Date(0).toISOString(),
      ...(this.error && { error: this.error }),
    };
  }

  /** Reads the forge; calls at the same time share one read, and one more follows for those that came late. */
  async refresh(): Promise<MirrorDelta> {
    if (this.refreshing) {
      this.again = true;
      return this.refreshing;
    }
    this.refreshing = this.refreshUntilQuiet();
    try {
      return await this.refreshing;
    } finally {
      this.refreshing = undefined;
    }
  }

  /** Takes over what a write of ours answered. */
  put(change: Change): void {
    this.changes.set(change.id, change);
  }

  /** A change of the mirror, else of the forge. */
  async get(id: string): Promise<Change> {
    const known = this.changes.get(id);
    if (known) return known;
    return this.forge.getChange(id);
  }

  /** The open changes. */
  async open(): Promise<Change[]> {
    await this.ready();
    return [...this.changes.values()].filter(({ state }) => state === 'open');
  }

  /** A page: first from the mirror, then, for what is older, straight from the forge. */
  async list(
    filter: ChangeFilter,
    { cursor, limit }: { cursor?: string; limit: number },
  ): Promise<MirrorPage> {
    await this.ready();
    if (cursor?.startsWith('forge:')) {
      return this.listOlder(filter, cursor.slice('forge:'.length), limit);
    }
    const below = cursor?.startsWith('id:') ? cursor.slice('id:'.length) : '';
    const sorted = [...this.changes.values()]
      .sort(newestFirst)
      .filter(change => matches(change, filter));
    const from = below
      ? sorted.findIndex(change => byNumber(change.id, below) < 0)
      : 0;
    const items = from < 0 ? [] : sorted.slice(from, from + limit);
    const last = items.at(-1);
    const more = from >= 0 && sorted.length > from + limit;
    const older =
      !more && this.older && filter.state !== 'open'
        ? `forge:${this.older}`
        : undefined;
    return {
      items,
      freshness: this.freshness,
      ...(more && last
        ? { nextCursor: `id:${last.id}` }
        : older && { nextCursor: older }),
    };
  }

  private async listOlder(
    filter: ChangeFilter,
    cursor: string,
    limit: number,
  ): Promise<MirrorPage> {
    const page = await this.forge.listChanges({ cursor, limit });
    return {
      items: page.changes.filter(
        change => !this.changes.has(change.id) && matches(change, filter),
      ),
      freshness: this.freshness,
      ...(page.nextCursor && { nextCursor: `forge:${page.nextCursor}` }),
    };
  }

  private async ready(): Promise<void> {
    if (!this.refreshedAt && !this.error) await this.refresh();
  }

  private async refreshUntilQuiet(): Promise<MirrorDelta> {
    const changed = new Set<string>();
    let head: ForgeHead | undefined;
    do {
      this.again = false;
      const delta = await this.readOnce();
      delta.changed.forEach(id => changed.add(id));
      head = delta.head ?? head;
    } while (this.again);
    return { changed: [...changed], head };
  }

  private async readOnce(): Promise<MirrorDelta> {
    try {
      const head = await this.forge.getHead();
      const { next, older } = await this.readChanges();
      const changed = [...next.values()]
        .filter(
          change =>
            fingerprint(change) !== fingerprint(this.changes.get(change.id)),
        )
        .map(({ id }) => id);
      for (const id of this.changes.keys()) {
        if (!next.has(id)) changed.push(id);
      }
      const moved =
        this.headCommit !== undefined && this.headCommit.commit !== head.commit;
      this.changes = next;
      this.older = older;
      this.headCommit = head;
      this.refreshedAt = (this.options.now?.() ?? new Date()).toISOString();
      if (this.error) {
        this.options.logger.info('The forge answers again');
        this.error = undefined;
      }
      return { changed, ...(moved && { head }) };
    } catch (error) {
      const message = (error as Error).message;
      if (this.error !== message) {
        this.options.logger.warn(`Changes could not be read: ${message}`);
      }
      this.error = message;
      return { changed: [] };
    }
  }

  private async readChanges(): Promise<{
    next: Map<string, Change>;
    older?: string;
  }> {
    const next = new Map<string, Change>();
    const take = (changes: Change[]) =>
      changes.forEach(change => next.set(change.id, change));
    let cursor: string | undefined;
    let newest = 0;
    do {
      const page = await this.forge.listChanges({ cursor, limit: PAGE });
      take(page.changes);
      newest += page.changes.length;
      cursor = page.nextCursor;
    } while (cursor && newest < RECENT);
    const older = cursor;
    if (older) {
      let open: string | undefined;
      do {
        const page = await this.forge.listChanges({
          state: 'open',
          cursor: open,
          limit: PAGE,
        });
        take(page.changes);
        open = page.nextCursor;
      } while (open);
    }
    return { next, older };
  }
}

function fingerprint(change: Change | undefined): string | undefined {
  return (
    change &&
    [change.state, change.updatedAt, change.headCommit, change.title].join('\0')
  );
}

function newestFirst(a: Change, b: Change): number {
  return byNumber(b.id, a.id);
}

/** Forges number their changes; the numbers order them. */
function byNumber(a: string, b: string): number {
  return Number(a) - Number(b);
}
