/**
 * What is known of one row of a list: no `value` while it is read, `null` where there is nothing to be known of it.
 *
 * @public
 */
export interface BatchState<T> {
  value?: T | null;
  /** Why the newest reading failed; `value` then is what was known before. */
  error?: unknown;
}

const READING: BatchState<never> = {};

/** What rows of a list show, read in one request for all that appear in the same moment. */
export class BatchStore<T> {
  private readonly known = new Map<string, BatchState<T>>();
  private readonly watched = new Map<string, Set<() => void>>();
  private readonly wanted = new Set<string>();
  private timer?: ReturnType<typeof setTimeout>;

  /**
   * @param read - answers by key; a key that is not in the answer has no value
   * @param most - as many as may be asked for at once
   */
  constructor(
    private readonly read: (keys: string[]) => Promise<Record<string, T>>,
    private readonly most: number,
  ) {}

  /** What is known of a row. */
  get(key: string): BatchState<T> {
    return this.known.get(key) ?? READING;
  }

  /** Reads a row and tells when its value is there, and when it changes; until the returned function is called. */
  watch(key: string, tell: () => void): () => void {
    const all = this.watched.get(key) ?? new Set();
    this.watched.set(key, all.add(tell));
    if (all.size === 1) this.want([key]);
    return () => {
      all.delete(tell);
      if (all.size === 0 && this.watched.get(key) === all) {
        this.watched.delete(key);
        this.known.delete(key);
      }
    };
  }

  /** Reads all that is shown again; what is shown stays until then. */
  reread = (): void => this.want([...this.watched.keys()]);

  private want(keys: string[]) {
    keys.forEach(key => this.wanted.add(key));
    if (this.wanted.size > 0) {
      this.timer ??= setTimeout(() => this.readWanted(), 0);
    }
  }

  private async readWanted() {
    this.timer = undefined;
    const keys = [...this.wanted];
    this.wanted.clear();
    for (let start = 0; start < keys.length; start += this.most) {
      await this.readBatch(keys.slice(start, start + this.most));
    }
  }

  private async readBatch(keys: string[]) {
    try {
      const answer = await this.read(keys);
      keys.forEach(key =>
        this.put(key, {
          value: Object.hasOwn(answer, key) ? answer[key] : null,
        }),
      );
    } catch (error) {
      keys.forEach(key => this.put(key, { ...this.known.get(key), error }));
    }
  }

  private put(key: string, state: BatchState<T>) {
    const watchers = this.watched.get(key);
    if (!watchers) return;
    this.known.set(key, state);
    watchers.forEach(tell => tell());
  }
}
