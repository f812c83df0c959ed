import type { Change } from '@idp/plugin-changes-common';
import type { OpenChangeRequest } from '../ForgeClient';
import { ForgeError } from '../ForgeError';
import { lookupPaths } from '../local/editTree';
import type { TreeEntry } from '../local/Tree';
import type { FolderChange } from '../remote/folders';
import type {
  ChangeSteps,
  PullText,
  RemoteCommit,
  RemoteHead,
  Situation,
  WorkedOut,
} from '../remote/openRemoteChange';
import { RefusedError } from '../remote/refusals';
import { expectOid } from '../remote/withForgeErrors';
import {
  blobOid,
  changeCommitMessage,
  gitIdentity,
  quotePath,
  type GitIdentity,
} from '../request';
import { encodeSegments, type GiteaApi } from './GiteaApi';
import type { GiteaBranches } from './GiteaBranches';
import type { GiteaPulls } from './GiteaPulls';
import type {
  GiteaBranch,
  GiteaCommitted,
  GiteaComparison,
  GiteaFileOperation,
  GiteaPull,
} from './giteaShapes';
import type { GiteaTrees } from './GiteaTrees';

/** Gitea's limit for the branch that a commit makes. */
const LONGEST_BRANCH = 100;

/** Names of branches that are kept in memory. */
const MOST_SEEN = 5000;

/** Looks at a pull request that Gitea may close by mistake. */
const SETTLING_PAUSES_MS = [300, 700, 1500];

/** Entries by path; null where nothing is, or nothing is to be. */
type Entries = Map<string, TreeEntry | null>;

/**
 * Opens a change on Gitea: one request makes the branch with its commit, one the pull request. Gitea judges each file
 * by the object that it is made from, so nothing that came meanwhile is lost.
 *
 * Gitea moves no branch by force, and a pull request does not survive its branch: an update is a commit on top. Where
 * the base branch has touched the same files, those are first taken back, so that Gitea can merge the base branch into
 * the change, and then written again.
 */
export class GiteaSteps implements ChangeSteps {
  /**
   * Branches that may be there. Most changes are new: their branch is not looked for, as Gitea refuses to make one that
   * is there, and then it is.
   */
  private readonly seen = new Set<string>();

  constructor(
    private readonly options: {
      api: GiteaApi;
      branches: GiteaBranches;
      pulls: GiteaPulls;
      trees: GiteaTrees;
      portal: GitIdentity;
      pause: (milliseconds: number) => Promise<unknown>;
    },
  ) {}

  async look(request: OpenChangeRequest, branch: string): Promise<Situation> {
    const { branches, pulls, trees } = this.options;
    if (branch.length > LONGEST_BRANCH) throw longBranch(branch);
    const reading = [
      branches.head(),
      this.seen.has(branch) ? branches.get(branch) : undefined,
    ] as const;
    // Neither goes on by itself when the other has failed.
    await Promise.allSettled(reading);
    const [main, there] = await Promise.all(reading);
    const tip = { oid: main.commit, tree: await trees.rootOf(main.commit) };
    const isOlder = request.baseCommit && request.baseCommit !== main.commit;
    const situation: Situation = {
      baseBranch: main.branch,
      tip,
      requestTree: isOlder
        ? await trees.rootOf(request.baseCommit!)
        : undefined,
      readTree: trees.readTree,
    };
    if (!there) return situation;
    const pull = await pulls.openOf(branch, main.branch);
    const open = pull && (await pulls.changeOf(pull));
    const head = await this.headOf(there, pull, tip);
    return { ...situation, head, open };
  }

  async startBranch(work: WorkedOut): Promise<string | undefined> {
    const { branch, situation, plan } = work;
    const { baseBranch, tip, head, readTree } = situation;
    this.remember(branch);
    if (head) await this.options.branches.delete(branch);
    const paths = plan.edits.map(edit => edit.path);
    const there = await lookupPaths(readTree, tip.tree, paths);
    return this.commit(work, {
      branch: baseBranch,
      new_branch: branch,
      files: await this.operations(work, toEntries(paths, there), wanted(work)),
    });
  }

  private remember(branch: string): void {
    this.seen.delete(branch);
    this.seen.add(branch);
    if (this.seen.size > MOST_SEEN) {
      this.seen.delete(this.seen.values().next().value!);
    }
  }

  async continueBranch(work: WorkedOut): Promise<string | undefined> {
    const { branch, situation } = work;
    const { tip, head, readTree } = situation;
    const { base, tree } = head!;
    const made = await this.changesOf(head!);
    const paths = [
      ...new Set([...made.map(({ path }) => path), ...wanted(work).keys()]),
    ];
    const [then, now, current] = await Promise.all(
      [base.tree, tip.tree, tree].map(async root =>
        toEntries(paths, await lookupPaths(readTree, root, paths)),
      ),
    );
    const touched = paths.filter(
      path => then.get(path)?.oid !== now.get(path)?.oid,
    );
    const goal: Entries = new Map([...now, ...wanted(work)]);
    let from = current;
    if (touched.length > 0) {
      const merged = await this.mergeBase(work, touched, current, then);
      if (!merged) return undefined;
      from = toEntries(paths, await lookupPaths(readTree, merged, paths));
    }
    const files = await this.operations(work, from, goal);
    if (files.length > 0) return this.commit(work, { branch, files });
    return (await this.options.branches.get(branch))?.commit.id;
  }

  async openPull(
    { branch, situation }: WorkedOut,
    { title, text }: PullText,
  ): Promise<Change | undefined> {
    try {
      const { data } = await this.options.api.ask<GiteaPull>(
        `open the pull request of ${branch}`,
        {
          method: 'POST',
          path: '/pulls',
          body: { title, body: text, head: branch, base: situation.baseBranch },
        },
      );
      const change = await this.changeOf(data);
      return this.options.branches.isSettling(branch)
        ? await this.keepOpen(change)
        : change;
    } catch (error) {
      const isOvertaken =
        RefusedError.is(error, 404) ||
        RefusedError.is(error, 409) ||
        RefusedError.is(error, 422, /no changes/i);
      if (isOvertaken) return undefined;
      throw error;
    }
  }

  /**
   * Gitea works off the deletion of a branch some time after it, and then closes every pull request of a branch of that
   * name, also one that was opened on a new branch meanwhile: as when a change is made again right after its merge.
   */
  private async keepOpen(opened: Change): Promise<Change> {
    const { api, pulls, pause } = this.options;
    for (const milliseconds of SETTLING_PAUSES_MS) {
      await pause(milliseconds);
      const { change } = await pulls.find(opened.id);
      if (change.state === 'merged') return change;
      if (change.state === 'open') continue;
      const { data } = await api.ask<GiteaPull>(
        `open pull request ${opened.id} again`,
        {
          method: 'PATCH',
          path: `/pulls/${opened.id}`,
          body: { state: 'open' },
        },
      );
      return this.changeOf(data);
    }
    return opened;
  }

  async editPull(change: Change, { title, text }: PullText): Promise<Change> {
    const { data } = await this.options.api.ask<GiteaPull>(
      `edit pull request ${change.id}`,
      {
        method: 'PATCH',
        path: `/pulls/${change.id}`,
        body: { title, body: text },
      },
    );
    return this.changeOf(data);
  }

  /**
   * Brings the base branch into the change, which must not differ from where it left in what that has touched. The tree
   * that came of it; undefined when somebody else has moved the branch.
   */
  private async mergeBase(
    work: WorkedOut,
    touched: string[],
    current: Entries,
    then: Entries,
  ): Promise<string | undefined> {
    const { api, branches, trees } = this.options;
    const { branch, situation } = work;
    const before: Entries = new Map(
      touched.map(path => [path, then.get(path) ?? null]),
    );
    const files = await this.operations(work, current, before);
    const title = `Take back what ${situation.baseBranch} has changed too`;
    const isClear =
      files.length === 0 || (await this.commit(work, { branch, files, title }));
    if (!isClear) return undefined;
    try {
      await api.ask(`merge ${situation.baseBranch} into ${branch}`, {
        method: 'POST',
        path: `/pulls/${situation.open!.id}/update`,
        query: { style: 'merge' },
      });
    } catch (error) {
      if (RefusedError.is(error, 409)) return undefined;
      throw error;
    }
    const there = await branches.get(branch);
    if (!there || !isMergeOf(there, situation.baseBranch)) return undefined;
    return trees.rootOf(expectOid(there.commit.id));
  }

  /** Undefined where the branch is not what it was taken for. */
  private async commit(
    { request, plan }: WorkedOut,
    options: {
      branch: string;
      new_branch?: string;
      files: GiteaFileOperation[];
      title?: string;
    },
  ): Promise<string | undefined> {
    const { api, portal, branches, trees } = this.options;
    const { title = request.title, ...parts } = options;
    try {
      const { data } = await api.ask<GiteaCommitted>(`commit ${request.key}`, {
        method: 'POST',
        path: '/contents',
        body: {
          ...parts,
          message: changeCommitMessage({
            title,
            key: request.key,
            coAuthor: portal,
          }),
          author: gitIdentity(request.author),
          committer: portal,
        },
      });
      const commit = expectOid(data.commit.sha);
      if (data.commit.tree?.sha === plan.tree.oid) {
        trees.learnCommit(commit, plan.tree.oid, plan.tree.objects);
      }
      return commit;
    } catch (error) {
      const isOvertaken =
        RefusedError.is(
          error,
          422,
          /already exists|does not match|does not exist|file exists|directory exists/i,
        ) ||
        (RefusedError.is(error, 404) && (await branches.head()));
      if (isOvertaken) return undefined;
      throw error;
    }
  }

  /** What leads from some entries to others. */
  private async operations(
    { request }: WorkedOut,
    current: Entries,
    goal: Entries,
  ): Promise<GiteaFileOperation[]> {
    const { trees } = this.options;
    const contents = new Map(
      request.files.flatMap(file =>
        'delete' in file ? [] : [[file.path, file.content] as const],
      ),
    );
    const changed = [...goal].filter(
      ([path, entry]) => current.get(path)?.oid !== entry?.oid,
    );
    return Promise.all(
      changed.map(async ([path, entry]): Promise<GiteaFileOperation> => {
        const sha = current.get(path)?.oid;
        if (!entry) return { operation: 'delete', path, sha: sha! };
        const known = contents.get(path);
        const data =
          known && blobOid(known) === entry.oid
            ? known
            : await trees.readBlob(entry.oid, path);
        const content = data.toString('base64');
        return sha
          ? { operation: 'update', path, content, sha }
          : { operation: 'create', path, content };
      }),
    );
  }

  /** What the change that is open differs in from where it left the base branch. */
  private async changesOf(head: RemoteHead): Promise<FolderChange[]> {
    const changes = await this.options.trees.diff(head.base.tree, head.tree);
    if (changes) return changes;
    throw new ForgeError(
      'conflict',
      'The open change is too large to be updated: merge or close it first',
    );
  }

  /** The commit that merges the base branch, which Gitea makes in the portal's name, counts as the portal's. */
  private async headOf(
    { name, commit }: GiteaBranch,
    pull: GiteaPull | undefined,
    tip: RemoteCommit,
  ): Promise<RemoteHead> {
    const { portal, trees } = this.options;
    const isUpdate =
      isMergeOf({ name, commit }, pull?.base.label) &&
      commit.committer.username !== '' &&
      commit.committer.username === pull?.user.login;
    const oid = expectOid(commit.id);
    const isPortals = commit.committer.email === portal.email || isUpdate;
    // Without a pull request the branch is only looked at for who made it.
    if (!pull) return { oid, tree: '', base: { oid: '', tree: '' }, isPortals };
    if (name !== pull.head.label) throw new TypeError('another branch');
    const base = await this.baseOf(pull, tip);
    return { oid, tree: await trees.rootOf(oid), base, isPortals };
  }

  /** Gitea brings the merge base up to date some time after the branch has moved. */
  private async baseOf(
    { head, base, merge_base: known }: GiteaPull,
    tip: RemoteCommit,
  ): Promise<RemoteCommit> {
    const { api, trees } = this.options;
    if (known === tip.oid) return tip;
    const compared = [head.label, base.label].map(encodeSegments).join('...');
    const { data } = await api.ask<GiteaComparison>(
      `compare ${base.label} with ${head.label}`,
      { path: `/compare/${compared}` },
    );
    if (data.total_commits === 0) return tip;
    const oid = expectOid(known);
    return { oid, tree: await trees.rootOf(oid) };
  }

  private async changeOf(pull: GiteaPull): Promise<Change> {
    const change = await this.options.pulls.changeOf(pull);
    if (!change) throw new TypeError('not the pull request that was asked for');
    return change;
  }
}

/** Whether the tip of a branch is a merge of another, as Gitea words it. */
function isMergeOf({ commit }: GiteaBranch, other: string | undefined) {
  return commit.message.startsWith(`Merge branch '${other}' into `);
}

/** What the request wants to have. */
function wanted({ plan }: WorkedOut): Entries {
  return new Map(plan.edits.map(({ path, entry }) => [path, entry]));
}

function toEntries(paths: string[], found: Map<string, TreeEntry>): Entries {
  return new Map(paths.map(path => [path, found.get(path) ?? null]));
}

function longBranch(branch: string): ForgeError {
  return new ForgeError(
    'invalid',
    `The branch ${quotePath(
      branch,
    )} is longer than the ${LONGEST_BRANCH} characters that Gitea takes: choose a shorter name, or a shorter changes.branchPrefix`,
  );
}
