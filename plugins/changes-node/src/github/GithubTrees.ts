import type { ForgeTreeEntry } from '../ForgeClient';
import { ForgeError } from '../ForgeError';
import { WeightedCache } from '../local/concurrency';
import { FOLDER_MODE, type Tree } from '../local/Tree';
import { folderOf, gitMode, type ListedEntry } from '../remote/folders';
import { quotePath } from '../request';
import type { GithubApi } from './GithubApi';
import { folderQuery, foldersIn, foldersQuery } from './githubQueries';

const CACHE_BYTES = 8 * 1024 * 1024;

/** Folders of the repository by their object ids. What has an id never changes, so what was read is kept. */
export class GithubTrees {
  private readonly trees = new WeightedCache<Tree>(CACHE_BYTES);

  constructor(private readonly api: GithubApi) {}

  /** Takes in the folders of an answer of the GraphQL API. */
  learn(answer: object): void {
    for (const { oid, entries = [] } of foldersIn(answer)) {
      const folder = folderOf(
        entries.map(entry => ({ ...entry, mode: gitMode(entry.mode) })),
      );
      // A folder that came incomplete is read again by its id where it is needed.
      if (folder.oid === oid) this.keep(oid, folder.tree);
    }
  }

  /** Reads the folders of these trees at once, where one of the roots is not known. */
  async load(trees: string[], folders: string[]): Promise<void> {
    const missing = trees.filter(oid => !this.trees.get(oid));
    if (missing.length === 0) return;
    const { query, variables } = foldersQuery(missing, folders);
    this.learn(await this.api.query('read the folders', query, variables));
  }

  readTree = async (oid: string): Promise<Tree> => {
    const known = this.trees.get(oid);
    if (known) return known;
    const { entries } = await this.readListing(oid, false);
    const { tree } = folderOf(entries);
    this.keep(oid, tree);
    return tree;
  };

  /** The id of a folder in the tree of a commit; undefined when it is not there. */
  async findFolder(
    commit: string,
    folder: string,
  ): Promise<string | undefined> {
    const { query, variables } = folderQuery(commit, folder);
    const answer = await this.api.query<{
      commit: { oid: string } | null;
      folder: { __typename: string; oid: string } | null;
    }>('find a folder', query, variables);
    if (!answer.commit) {
      throw new ForgeError(
        'not-found',
        `${this.api.repository} has no commit ${quotePath(
          commit,
        )}: read the head again`,
      );
    }
    const { folder: found } = answer;
    return found?.__typename === 'Tree' ? found.oid : undefined;
  }

  /** All files below a folder, given by its id or by a commit's. */
  async listFiles(oid: string, prefix: string): Promise<ForgeTreeEntry[]> {
    const whole = await this.readListing(oid, true);
    if (!whole.isTruncated) return filesOf(whole.entries, prefix);
    // A listing of 100,000 entries comes cut off: go folder by folder.
    const { entries } = await this.readListing(oid, false);
    const below = await Promise.all(
      entries
        .filter(({ mode }) => mode === FOLDER_MODE)
        .map(folder => this.listFiles(folder.oid, `${prefix}${folder.name}/`)),
    );
    return [...filesOf(entries, prefix), ...below.flat()];
  }

  private async readListing(
    oid: string,
    recursive: boolean,
  ): Promise<{ entries: ListedEntry[]; isTruncated: boolean }> {
    const { data } = await this.api.rest.git.getTree({
      ...this.api.at(`list the files at ${oid.slice(0, 10)}`),
      tree_sha: oid,
      ...(recursive && { recursive: '1' }),
    });
    return {
      isTruncated: data.truncated,
      entries: data.tree.map(({ path, mode, sha }) => ({
        name: String(path),
        mode: gitMode(String(mode)),
        oid: String(sha),
      })),
    };
  }

  private keep(oid: string, tree: Tree): void {
    this.trees.set(oid, tree, tree.data.length + 200);
  }
}

function filesOf(entries: ListedEntry[], prefix: string): ForgeTreeEntry[] {
  return entries
    .filter(({ mode }) => mode === '100644' || mode === '100755')
    .map(({ name, mode, oid }) => ({
      path: `${prefix}${name}`,
      oid,
      executable: mode === '100755',
    }));
}
