import type {
  ForgeClient,
  ForgeHead,
  ForgeTreeEntry,
} from '@idp/plugin-changes-node';
import { paths } from '@idp/platform-contract';
import { ByteCache } from './ByteCache';

/** A file on the base branch. */
export interface MainFile {
  content: Buffer;
  oid: string;
}

const HEAD_MAX_AGE_MS = 30_000;
const HEADS = 1_000;
const LISTING_BYTES = 8 * 1024 * 1024;
const PATH_BYTES = 2 * 1024 * 1024;
const CONTENT_BYTES = 16 * 1024 * 1024;

/** A tenant is small and judged as a whole: one listing and one read serve every folder in it. */
const TENANT_FOLDER = new RegExp(`^(${paths.tenants}/[^/]+)/`, 'u');

/**
 * Reads of the base branch for the actions of a task. What a commit holds never changes, so each folder is listed once
 * a commit and each content is read once; both caches are bounded in bytes. Nothing of a workspace enters them.
 */
export class MainFiles {
  readonly #heads = new Map<string, { head: ForgeHead; readAt: number }>();
  readonly #listings = new ByteCache<ForgeTreeEntry[]>(LISTING_BYTES);
  /** Object ids by commit and path; the empty one means that nothing is there. */
  readonly #oids = new ByteCache<string>(PATH_BYTES);
  readonly #contents = new ByteCache<Buffer>(CONTENT_BYTES);

  constructor(
    private readonly forge: ForgeClient,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** The tip of the base branch, asked of the forge. */
  async freshHead(taskId: string, signal?: AbortSignal): Promise<ForgeHead> {
    const head = await this.forge.getHead({ signal });
    this.#heads.delete(taskId);
    this.#heads.set(taskId, { head, readAt: this.now() });
    if (this.#heads.size > HEADS) {
      this.#heads.delete(this.#heads.keys().next().value!);
    }
    return head;
  }

  /** The tip as this task has seen it in the last half minute, else as the forge says. */
  async recentHead(taskId: string, signal?: AbortSignal): Promise<ForgeHead> {
    const known = this.#heads.get(taskId);
    if (known && this.now() - known.readAt < HEAD_MAX_AGE_MS) return known.head;
    return this.freshHead(taskId, signal);
  }

  /** The files below a folder; none when it is not there. */
  async list(commit: string, folder: string): Promise<ForgeTreeEntry[]> {
    const listed = await this.listOnce(commit, scopeOf(folder));
    return listed.filter(({ path }) => path.startsWith(`${folder}/`));
  }

  /** The files below folders, with content. Of a tenant all is read at once. */
  async readFolders(
    commit: string,
    folders: string[],
  ): Promise<Map<string, MainFile>> {
    const entries = new Map<string, ForgeTreeEntry>();
    for (const scope of new Set(folders.map(scopeOf))) {
      for (const entry of await this.listOnce(commit, scope)) {
        entries.set(entry.path, entry);
      }
    }
    const wanted = (path: string) =>
      folders.some(folder => path.startsWith(`${folder}/`));
    if (![...entries.keys()].some(wanted)) return new Map();
    const files = await this.readEntries(commit, [...entries.values()]);
    return new Map([...files].filter(([path]) => wanted(path)));
  }

  /** The content of files whose object ids a listing gave. */
  async readEntries(
    commit: string,
    entries: ForgeTreeEntry[],
  ): Promise<Map<string, MainFile>> {
    const files = new Map<string, MainFile>();
    const missing: string[] = [];
    for (const { path, oid } of entries) {
      const content = this.#contents.get(oid);
      if (content) files.set(path, { content, oid });
      else missing.push(path);
    }
    for (const [path, file] of await this.readPaths(commit, missing)) {
      files.set(path, file);
    }
    return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The content of files by path; a path that is not there is not in the answer. */
  async readPaths(
    commit: string,
    wanted: string[],
  ): Promise<Map<string, MainFile>> {
    const files = new Map<string, MainFile>();
    const missing: string[] = [];
    for (const path of wanted) {
      const oid = this.#oids.get(`${commit}:${path}`);
      const content = oid ? this.#contents.get(oid) : undefined;
      if (oid && content) files.set(path, { content, oid });
      else if (oid !== '') missing.push(path);
    }
    if (missing.length === 0) return files;
    const read = await this.forge.readFiles({ commit, paths: missing });
    for (const path of missing) {
      const file = read.get(path);
      const key = `${commit}:${path}`;
      this.#oids.set(key, file?.oid ?? '', key.length + 128);
      if (!file) continue;
      this.#contents.set(file.oid, file.content, file.content.length + 64);
      files.set(path, file);
    }
    return files;
  }

  private async listOnce(
    commit: string,
    folder: string,
  ): Promise<ForgeTreeEntry[]> {
    const key = `${commit}:${folder}`;
    const known = this.#listings.get(key);
    if (known) return known;
    const entries = await this.forge.listFiles({ commit, folder });
    const bytes = entries.reduce(
      (sum, entry) => sum + entry.path.length + entry.oid.length + 64,
      64,
    );
    this.#listings.set(key, entries, bytes);
    return entries;
  }
}

/** The tenant's folder for everything in it, else the folder itself. */
function scopeOf(folder: string): string {
  return TENANT_FOLDER.exec(`${folder}/`)?.[1] ?? folder;
}
