import type { DeployedChange } from '@idp/plugin-argocd-common';
import type { Change } from '@idp/plugin-changes-common';
import type { ForgeClient } from '@idp/plugin-changes-node';
import type { RevisionChanges } from '@idp/plugin-argocd-node';

/** A change that was merged. */
interface Merge {
  change: DeployedChange;
  /** Milliseconds since 1970. */
  at: number;
  /** What it touched, as text to compare. */
  entityRefs: readonly string[];
}

const PAGE = 100;
/** Changes that are read back from the newest at first; what was merged before is not linked. */
const MOST_PAGES = 10;
/** Milliseconds in which the forge is not asked again for revisions that it did not know. */
const PATIENCE_MS = 10_000;
const COMMIT = /^[0-9a-f]{40}$/;

/**
 * Which change brought what is deployed at a commit of main. All merged changes are read once, then what was merged since:
 * thousands of revisions cost no more of the forge than one.
 */
export class MergedChanges implements RevisionChanges {
  private readonly byCommit = new Map<string, Merge>();
  private readonly byEntity = new Map<string, Merge[]>();
  private readonly merged = new Set<string>();
  /** What was open at the last look: the next one asks what became of it. */
  private open = new Set<string>();
  private looking?: Promise<void>;
  private lookedAt = -Infinity;
  private complete = false;
  private stale = true;

  constructor(
    private readonly forge: ForgeClient,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Something was merged, or may have been: the next question looks. */
  invalidate(): void {
    this.stale = true;
  }

  async changeOf({
    revision,
    entityRef,
  }: {
    revision: string;
    entityRef?: string;
  }): Promise<DeployedChange | undefined> {
    // Charts have versions, which no change is.
    if (!COMMIT.test(revision)) return undefined;
    if (!this.byCommit.has(revision) && this.looking) await this.looking;
    if (!this.byCommit.has(revision) && this.mayLook()) await this.look();
    const own = this.byCommit.get(revision);
    if (!own || !entityRef || own.entityRefs.includes(entityRef)) {
      return own?.change;
    }
    return this.lastOf(entityRef, own.at);
  }

  /** The newest merge that touched an entity, up to a moment. */
  private lastOf(entityRef: string, until: number): DeployedChange | undefined {
    let last: Merge | undefined;
    for (const merge of this.byEntity.get(entityRef) ?? []) {
      if (merge.at <= until && !(last && last.at > merge.at)) last = merge;
    }
    return last?.change;
  }

  private mayLook(): boolean {
    return this.stale || this.now() - this.lookedAt > PATIENCE_MS;
  }

  /** One look at a time; who comes meanwhile shares it. */
  private look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    this.stale = false;
    this.lookedAt = this.now();
    try {
      const open = await this.readOpen();
      await this.readMerged();
      // Opened long ago and merged now, so it is on a later page.
      for (const id of this.open) {
        if (open.has(id) || this.merged.has(id)) continue;
        this.take(await this.forge.getChange(id));
      }
      this.open = open;
    } catch (error) {
      this.stale = true;
      throw error;
    }
  }

  private async readOpen(): Promise<Set<string>> {
    const ids = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await this.forge.listChanges({
        state: 'open',
        limit: PAGE,
        cursor,
      });
      page.changes.forEach(({ id }) => ids.add(id));
      cursor = page.nextCursor;
    } while (cursor);
    return ids;
  }

  /** The newest page; the first time as many as there are, up to a limit. */
  private async readMerged(): Promise<void> {
    const pages = this.complete ? 1 : MOST_PAGES;
    let cursor: string | undefined;
    for (let count = 0; count < pages; count++) {
      const page = await this.forge.listChanges({
        state: 'merged',
        limit: PAGE,
        cursor,
      });
      page.changes.forEach(change => this.take(change));
      cursor = page.nextCursor;
      if (!cursor) break;
    }
    this.complete = true;
  }

  private take(change: Change): void {
    const { id, title, mergeCommit, mergedAt = '' } = change;
    if (!mergeCommit || this.merged.has(id)) return;
    const merge: Merge = {
      change: { id, title, revision: mergeCommit },
      at: Date.parse(mergedAt),
      entityRefs: change.entityRefs.map(ref => ref.toLowerCase()),
    };
    this.byCommit.set(mergeCommit, merge);
    this.merged.add(id);
    for (const entityRef of merge.entityRefs) {
      const merges = this.byEntity.get(entityRef);
      if (merges) merges.push(merge);
      else this.byEntity.set(entityRef, [merge]);
    }
  }
}
