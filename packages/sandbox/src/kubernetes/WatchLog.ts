import type { Cluster, ClusterChange } from '../world';

/** A change with the version that it made. */
export interface LoggedChange extends ClusterChange {
  version: number;
}

/** The latest changes of a cluster, for clients that go on from where they were. */
export class WatchLog {
  private readonly changes: LoggedChange[] = [];
  private readonly listeners = new Set<(change: LoggedChange) => void>();
  /** The oldest version from which every change is known. */
  private oldest: number;

  /** @param kept - how many changes it remembers */
  constructor(readonly cluster: Cluster, private readonly kept = 5_000) {
    this.oldest = cluster.resourceVersion;
    cluster.onChange(change => {
      const version = Number(change.object.metadata.resourceVersion);
      const logged = { ...change, version };
      this.changes.push(logged);
      if (this.changes.length > this.kept) this.forget(this.kept >> 1);
      for (const listener of [...this.listeners]) listener(logged);
    });
  }

  get oldestVersion(): number {
    return this.oldest;
  }

  /** Every change after a version, oldest first; undefined where some are forgotten. */
  since(version: number): LoggedChange[] | undefined {
    if (version < this.oldest) return undefined;
    return this.changes.filter(change => change.version > version);
  }

  /** Forgets all but the newest, as a server does that has been started again, or has had much to do. */
  forget(keep = 0): void {
    const gone = this.changes.splice(0, this.changes.length - keep);
    this.oldest =
      this.changes.length > 0
        ? gone.at(-1)?.version ?? this.oldest
        : this.cluster.resourceVersion;
  }

  subscribe(listener: (change: LoggedChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
