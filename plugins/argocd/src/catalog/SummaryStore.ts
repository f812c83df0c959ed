import type { ArgoCDApi, EntitySummaries } from '@idp/plugin-argocd-common';

/** As many as the backend takes at once. */
const BATCH = 500;

export type Summary = EntitySummaries['items'][string];

/** What is known of an entity: `undefined` while it is read, `null` where it has no Application that one may see. */
export interface SummaryState {
  summary?: Summary | null;
  error?: unknown;
}

const READING: SummaryState = {};

/** The state of the entities that a list shows, read in one request for all that ask in the same moment. */
export class SummaryStore {
  private readonly known = new Map<string, SummaryState>();
  private readonly watched = new Map<string, Set<() => void>>();
  private readonly wanted = new Set<string>();
  private timer?: ReturnType<typeof setTimeout>;

  constructor(private readonly api: Pick<ArgoCDApi, 'getSummaries'>) {}

  get(entityRef: string): SummaryState {
    return this.known.get(entityRef) ?? READING;
  }

  /** Reads the entity's state and tells when it is there, and when it changes; until the returned function is called. */
  watch(entityRef: string, tell: () => void): () => void {
    const all = this.watched.get(entityRef) ?? new Set();
    this.watched.set(entityRef, all.add(tell));
    if (all.size === 1) this.want([entityRef]);
    return () => {
      all.delete(tell);
      if (all.size === 0 && this.watched.get(entityRef) === all) {
        this.watched.delete(entityRef);
        this.known.delete(entityRef);
      }
    };
  }

  /** Reads all that is shown again; what is shown stays until then. */
  reread = (): void => this.want([...this.watched.keys()]);

  private want(entityRefs: string[]) {
    entityRefs.forEach(ref => this.wanted.add(ref));
    if (this.wanted.size > 0) this.timer ??= setTimeout(() => this.read(), 0);
  }

  private async read() {
    this.timer = undefined;
    const refs = [...this.wanted];
    this.wanted.clear();
    for (let start = 0; start < refs.length; start += BATCH) {
      await this.readBatch(refs.slice(start, start + BATCH));
    }
  }

  private async readBatch(refs: string[]) {
    try {
      const { items } = await this.api.getSummaries(refs);
      refs.forEach(ref => this.put(ref, { summary: items[ref] ?? null }));
    } catch (error) {
      refs.forEach(ref => this.put(ref, { ...this.known.get(ref), error }));
    }
  }

  private put(ref: string, state: SummaryState) {
    const watchers = this.watched.get(ref);
    if (!watchers) return;
    this.known.set(ref, state);
    watchers.forEach(tell => tell());
  }
}
