import type { ForgeTreeEntry } from '../ForgeClient';
import { ForgeError } from '../ForgeError';
import { lookupPaths } from '../local/editTree';
import { WeightedCache } from '../local/concurrency';
import type { GitObject } from '../local/gitObjects';
import { FOLDER_MODE, isRegularFile, Tree } from '../local/Tree';
import {
  diffFolders,
  entriesOf,
  folderOf,
  gitMode,
  type FolderChange,
  type ListedEntry,
} from '../remote/folders';
import { RefusedError } from '../remote/refusals';
import { expectOid } from '../remote/withForgeErrors';
import { blobOid, quotePath } from '../request';
import type { GiteaApi } from './GiteaApi';
import type { GiteaBlob, GiteaTreePage } from './giteaShapes';

const TREE_CACHE_BYTES = 32 * 1024 * 1024;
const BLOB_CACHE_BYTES = 16 * 1024 * 1024;
const ROOT_CACHE = 1000;
/** Folders that are read one by one where most of a listing is known; beyond, the whole is listed again. */
const FOLDERS_ONE_BY_ONE = 200;

/**
 * The trees and files of the repository. What has an object id never changes, so it is read once: after a merge only
 * the folders on the way to what was merged are new.
 */
export class GiteaTrees {
  private readonly trees = new WeightedCache<Tree>(TREE_CACHE_BYTES);
  private readonly blobs = new WeightedCache<Buffer>(BLOB_CACHE_BYTES);
  /** The root tree of a commit. */
  private readonly roots = new WeightedCache<string>(ROOT_CACHE);
  private readonly listed = new Set<string>();

  constructor(private readonly api: GiteaApi) {}

  /** The id of a commit's tree. */
  async rootOf(commit: string): Promise<string> {
    const known = this.roots.get(commit);
    if (known) return known;
    const folder = folderOf(await this.readListing(commit, false));
    this.keep(folder.oid, folder.tree);
    this.roots.set(commit, folder.oid, 1);
    return folder.oid;
  }

  readTree = async (oid: string): Promise<Tree> => {
    const known = this.trees.get(oid);
    if (known) return known;
    const { tree } = folderOf(await this.readListing(oid, false));
    this.keep(oid, tree);
    return tree;
  };

  /** Takes in the tree of a commit that the portal has worked out itself, with the folders that are new in it. */
  learnCommit(commit: string, tree: string, objects: GitObject[]): void {
    this.roots.set(commit, tree, 1);
    for (const { type, oid, data } of objects) {
      if (type === 'tree') this.keep(oid, new Tree(data));
    }
  }

  /** All files below a folder of a commit. The first time the whole is listed, then only what is new. */
  async listFiles(commit: string, folder: string): Promise<ForgeTreeEntry[]> {
    let oid = await this.rootOf(commit);
    if (folder) {
      const found = await lookupPaths(this.readTree, oid, [folder]);
      const entry = found.get(folder);
      if (entry?.mode !== FOLDER_MODE) return [];
      oid = entry.oid;
    }
    const prefix = folder && `${folder}/`;
    const known = this.listed.has(folder)
      ? await this.walk(oid, prefix)
      : undefined;
    if (known) return known;
    const entries = await this.readListing(oid, true);
    this.learn(entries);
    this.listed.add(folder);
    return entries.flatMap(entry => toFile(prefix, entry));
  }

  /** What differs between two trees; undefined when it is too much. */
  diff(from: string, to: string): Promise<FolderChange[] | undefined> {
    return diffFolders({
      readEntries: async oid => entriesOf(await this.readTree(oid)),
      from,
      to,
      limit: 10 * FOLDERS_ONE_BY_ONE,
    });
  }

  async readFiles(
    commit: string,
    paths: string[],
  ): Promise<Map<string, { content: Buffer; oid: string }>> {
    const root = await this.rootOf(commit);
    const entries = await lookupPaths(this.readTree, root, paths);
    const files = new Map<string, { content: Buffer; oid: string }>();
    await Promise.all(
      [...entries].map(async ([path, entry]) => {
        if (!isRegularFile(entry)) return;
        const content = await this.readBlob(entry.oid, path);
        files.set(path, { content, oid: entry.oid });
      }),
    );
    return files;
  }

  async readBlob(oid: string, path: string): Promise<Buffer> {
    const known = this.blobs.get(oid);
    if (known) return known;
    const { data } = await this.api.ask<GiteaBlob>(
      `read the file ${quotePath(path)}`,
      { path: `/git/blobs/${oid}` },
    );
    const content = Buffer.from(data.content ?? '', 'base64');
    if (blobOid(content) !== oid) {
      throw new ForgeError(
        'invalid',
        `${this.api.title} does not give out the file ${quotePath(path)} of ${
          data.size
        } bytes: make it smaller, or raise DEFAULT_MAX_BLOB_SIZE there`,
        { files: [path] },
      );
    }
    this.blobs.set(oid, content, content.length + 200);
    return content;
  }

  /** Undefined where too many folders are not known. */
  private async walk(
    root: string,
    prefix: string,
  ): Promise<ForgeTreeEntry[] | undefined> {
    let budget = FOLDERS_ONE_BY_ONE;
    const visit = async (
      oid: string,
      path: string,
    ): Promise<ForgeTreeEntry[]> => {
      if (!this.trees.get(oid)) budget -= 1;
      if (budget < 0) return [];
      const entries = entriesOf(await this.readTree(oid));
      const below = await Promise.all(
        entries
          .filter(({ mode }) => mode === FOLDER_MODE)
          .map(entry => visit(entry.oid, `${path}${entry.name}/`)),
      );
      return [
        ...entries.flatMap(entry => toFile(path, entry)),
        ...below.flat(),
      ];
    };
    const files = await visit(root, prefix);
    return budget < 0 ? undefined : files;
  }

  /** Takes in the folders of a listing that has everything below one. */
  private learn(entries: ListedEntry[]): void {
    const folders = new Map<string, ListedEntry[]>();
    for (const entry of entries) {
      const slash = entry.name.lastIndexOf('/');
      const folder = entry.name.slice(0, Math.max(slash, 0));
      const siblings = folders.get(folder) ?? [];
      siblings.push({ ...entry, name: entry.name.slice(slash + 1) });
      folders.set(folder, siblings);
    }
    for (const siblings of folders.values()) {
      const { oid, tree } = folderOf(siblings);
      this.keep(oid, tree);
    }
  }

  private async readListing(
    oid: string,
    recursive: boolean,
  ): Promise<ListedEntry[]> {
    const entries: ListedEntry[] = [];
    for (let page = 1; ; page++) {
      const { data } = await this.readPage(oid, recursive, page);
      // Null is an empty folder; anything else than a list is no answer, and must not be remembered as one.
      if (data.tree === undefined) throw new TypeError('no folder');
      for (const { path, mode, sha } of data.tree ?? []) {
        entries.push({
          name: String(path),
          mode: gitMode(String(mode)),
          oid: expectOid(sha),
        });
      }
      if (!data.truncated) return entries;
    }
  }

  private async readPage(oid: string, recursive: boolean, page: number) {
    try {
      return await this.api.ask<GiteaTreePage>(
        `list the files at ${oid.slice(0, 10)}`,
        {
          path: `/git/trees/${encodeURIComponent(oid)}`,
          query: {
            // Without a size a page is as large as the server allows: [api] DEFAULT_GIT_TREES_PER_PAGE.
            page,
            ...(recursive && { recursive: 'true' }),
          },
        },
      );
    } catch (error) {
      // What the repository has not is a bad request to Gitea.
      if (!RefusedError.is(error, 400)) throw error;
      throw new ForgeError(
        'not-found',
        `${this.api.repository} has no commit ${quotePath(
          oid,
        )}: read the head again`,
      );
    }
  }

  private keep(oid: string, tree: Tree): void {
    this.trees.set(oid, tree, tree.data.length + 200);
  }
}

function toFile(
  prefix: string,
  { name, mode, oid }: ListedEntry,
): ForgeTreeEntry[] {
  if (!isRegularFile({ mode, oid })) return [];
  return [{ path: `${prefix}${name}`, oid, executable: mode === '100755' }];
}
