import type { Clock } from '../../clock';
import { SecretTree } from './SecretTree';

/** What a version holds. Nothing but the stand-ins of Vault and of External Secrets reads it. */
export type SecretData = Readonly<Record<string, unknown>>;

/**
 * One version of a secret.
 *
 * @public
 */
export interface SecretVersion {
  version: number;
  createdAt: Date;
  /** It can be brought back while it is not destroyed. */
  deletedAt?: Date;
  destroyed: boolean;
  data?: SecretData;
}

/**
 * A secret with its versions, oldest first. What was handed out is never altered.
 *
 * @public
 */
export interface SecretEntry {
  path: string;
  createdAt: Date;
  updatedAt: Date;
  /** 0 while there is metadata and no version yet. */
  currentVersion: number;
  oldestVersion: number;
  versions: readonly SecretVersion[];
  customMetadata?: Readonly<Record<string, string>>;
  /** 0: as many as the engine keeps. */
  maxVersions: number;
  casRequired: boolean;
}

const KEPT = 10;

/** A key-value engine of version 2: versions with their times, deleted ones and destroyed ones. */
export class KeyValueEngine {
  private readonly tree = new SecretTree<SecretEntry>();
  private readonly listeners = new Set<(path: string) => void>();

  constructor(private readonly clock: Clock) {}

  get(path: string): SecretEntry | undefined {
    return this.tree.get(path);
  }

  /** Names below a folder, folders with a slash; undefined where nothing is. `''` is the top. */
  list(folder: string): string[] | undefined {
    return this.tree.list(folder);
  }

  /** Every path, in no order. */
  paths(): Iterable<string> {
    return this.tree.paths();
  }

  /** A version that can be read: neither deleted nor destroyed. The current one when none is named. */
  read(path: string, version?: number): SecretVersion | undefined {
    const found = this.version(path, version);
    return found && !found.deletedAt && !found.destroyed ? found : undefined;
  }

  version(path: string, version?: number): SecretVersion | undefined {
    const entry = this.get(path);
    const wanted = version || entry?.currentVersion;
    return entry?.versions.find(one => one.version === wanted);
  }

  /** Writes a version. */
  write(path: string, data: SecretData, at = this.clock.now()): SecretVersion {
    const entry = this.get(path) ?? this.empty(path, at);
    const written = {
      version: entry.currentVersion + 1,
      createdAt: at,
      destroyed: false,
      data: { ...data },
    };
    const kept = entry.maxVersions || KEPT;
    const versions = [...entry.versions, written].slice(-kept);
    this.put({
      ...entry,
      versions,
      currentVersion: written.version,
      // Vault says 0 until the first version has had to go.
      oldestVersion:
        versions[0].version > 1 ? versions[0].version : entry.oldestVersion,
      updatedAt: at,
    });
    return written;
  }

  /** Marks versions as deleted; the current one when none is named. */
  delete(path: string, versions?: readonly number[]): void {
    const now = this.clock.now();
    this.change(path, versions, one =>
      one.deletedAt || one.destroyed ? one : { ...one, deletedAt: now },
    );
  }

  undelete(path: string, versions: readonly number[]): void {
    this.change(path, versions, ({ deletedAt: _, ...one }) => one);
  }

  /** Takes the data of versions away for good; of all when none is named. */
  destroy(path: string, versions?: readonly number[]): void {
    const all = this.get(path)?.versions.map(({ version }) => version);
    this.change(path, versions ?? all, ({ data: _, ...one }) => ({
      ...one,
      destroyed: true,
    }));
  }

  /** Takes a secret away with all its versions. */
  remove(path: string): void {
    if (this.tree.remove(path)) this.tell(path);
  }

  /** Alters what is said of a secret; makes it, without a version, where there is none. */
  describe(
    path: string,
    settings: Partial<
      Pick<SecretEntry, 'customMetadata' | 'maxVersions' | 'casRequired'>
    >,
  ): void {
    const now = this.clock.now();
    const entry = this.get(path) ?? this.empty(path, now);
    this.put({ ...entry, ...settings, updatedAt: now });
  }

  /** Told of each path that somebody has changed. */
  onChange(listener: (path: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private empty(path: string, at: Date): SecretEntry {
    return {
      path,
      createdAt: at,
      updatedAt: at,
      currentVersion: 0,
      oldestVersion: 0,
      versions: [],
      maxVersions: 0,
      casRequired: false,
    };
  }

  private change(
    path: string,
    versions: readonly number[] | undefined,
    alter: (version: SecretVersion) => SecretVersion,
  ) {
    const entry = this.get(path);
    if (!entry) return;
    const wanted = versions ?? [entry.currentVersion];
    this.put({
      ...entry,
      versions: entry.versions.map(one =>
        wanted.includes(one.version) ? alter(one) : one,
      ),
      updatedAt: this.clock.now(),
    });
  }

  private put(entry: SecretEntry) {
    this.tree.set(entry.path, entry);
    this.tell(entry.path);
  }

  private tell(path: string) {
    for (const listener of [...this.listeners]) listener(path);
  }
}
