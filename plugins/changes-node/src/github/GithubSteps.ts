import { isUtf8 } from 'node:buffer';
import type { Change } from '@idp/plugin-changes-common';
import type { OpenChangeRequest } from '../ForgeClient';
import { ForgeError } from '../ForgeError';
import { lookupPaths, type TreeEdit } from '../local/editTree';
import {
  changeCommitMessage,
  gitIdentity,
  quotePath,
  type GitIdentity,
} from '../request';
import { changeOfPull, type PullFacts } from '../remote/changeOfPull';
import { foldersOf } from '../remote/folders';
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
import type { GithubApi } from './GithubApi';
import { factsOfQueriedPull, factsOfRestPull } from './githubPulls';
import { situationQuery, type QueriedSituation } from './githubQueries';
import type { GithubTrees } from './GithubTrees';

/** Texts up to this much go with the tree itself; what is beyond is sent as an object of its own, in bytes. */
const INLINE_BYTES = 2 * 1024 * 1024;

/** Folders that one question names; those beyond are read one by one where they are needed. */
const FOLDERS_AT_ONCE = 200;

/**
 * Opens a change on GitHub from Git objects: one question for all that must be known, then tree, commit, branch and
 * pull request. An update adds a commit whose parents are the branch and the tip of the base branch, so that no push
 * is forced over what somebody else may have pushed meanwhile, and the pull request shows the change alone.
 */
export class GithubSteps implements ChangeSteps {
  constructor(
    private readonly options: {
      api: GithubApi;
      trees: GithubTrees;
      portal: GitIdentity;
      branchPrefix: string;
    },
  ) {}

  async look(request: OpenChangeRequest, branch: string): Promise<Situation> {
    const { api, trees } = this.options;
    const folders = foldersOf(request.files.map(({ path }) => path)).slice(
      0,
      FOLDERS_AT_ONCE,
    );
    const { query, variables } = situationQuery({
      branch,
      folders,
      requestCommit: request.baseCommit,
    });
    const answer = await api.query<QueriedSituation>(
      'read the base branch',
      query,
      variables,
    );
    trees.learn(answer);
    const main = answer.defaultBranchRef;
    if (!main) throw this.empty();
    if (request.baseCommit && !answer.made?.tree) {
      throw new ForgeError(
        'not-found',
        `${api.repository} has no commit ${quotePath(
          request.baseCommit,
        )}: read the head again`,
      );
    }
    const tip = {
      oid: expectOid(main.target.oid),
      tree: expectOid(main.target.tree?.oid),
    };
    const head = answer.ref ? this.headOf(answer.ref.target) : undefined;
    const pulls = answer.ref?.associatedPullRequests.nodes.filter(
      ({ isCrossRepository }) => !isCrossRepository,
    );
    const pull =
      pulls?.find(({ baseRefName }) => baseRefName === main.name) ?? pulls?.[0];
    if (pull && head && !head.isPortals) {
      head.base = await this.mergeBase(tip.oid, head.oid);
    }
    if (pull && head && head.base.oid !== tip.oid) {
      await trees.load([head.base.tree, head.tree], folders);
    }
    return {
      baseBranch: main.name,
      tip,
      requestTree: answer.made?.tree?.oid,
      head,
      open: pull && this.changeOf(factsOfQueriedPull(pull)),
      readTree: trees.readTree,
    };
  }

  async startBranch(work: WorkedOut): Promise<string | undefined> {
    const { api } = this.options;
    const { branch, situation } = work;
    const commit = await this.commit(work, [situation.tip.oid]);
    if (situation.head) return this.moveBranch(branch, commit, true);
    try {
      await api.rest.git.createRef({
        ...api.at(`make the branch ${branch}`),
        ref: `refs/heads/${branch}`,
        sha: commit,
      });
      return commit;
    } catch (error) {
      if (RefusedError.is(error, 422, /already exists/i)) return undefined;
      throw error;
    }
  }

  async continueBranch(work: WorkedOut): Promise<string | undefined> {
    const { branch, situation } = work;
    const parents = [situation.head!.oid, situation.tip.oid];
    return this.moveBranch(branch, await this.commit(work, parents), false);
  }

  async openPull(
    { branch, situation }: WorkedOut,
    { title, text }: PullText,
  ): Promise<Change | undefined> {
    const { api } = this.options;
    try {
      const { data } = await api.rest.pulls.create({
        ...api.at(`open the pull request of ${branch}`),
        title,
        body: text,
        head: branch,
        base: situation.baseBranch,
      });
      return this.changeOf(factsOfRestPull(data));
    } catch (error) {
      const isOvertaken = RefusedError.is(
        error,
        422,
        /already exists|no commits between|head.*invalid/i,
      );
      if (isOvertaken) return undefined;
      throw error;
    }
  }

  async editPull(change: Change, { title, text }: PullText): Promise<Change> {
    const { api } = this.options;
    const { data } = await api.rest.pulls.update({
      ...api.at(`edit pull request ${change.id}`),
      pull_number: Number(change.id),
      title,
      body: text,
    });
    return this.changeOf(factsOfRestPull(data));
  }

  private async moveBranch(
    branch: string,
    commit: string,
    force: boolean,
  ): Promise<string | undefined> {
    const { api } = this.options;
    try {
      await api.rest.git.updateRef({
        ...api.at(`move the branch ${branch}`),
        ref: `heads/${branch}`,
        sha: commit,
        force,
      });
      return commit;
    } catch (error) {
      const isOvertaken =
        RefusedError.is(error, 422, /not a fast forward|does not exist/i) ||
        RefusedError.is(error, 404);
      if (isOvertaken) return undefined;
      throw error;
    }
  }

  /** The commit of a request, on the tree of the base branch's tip. */
  private async commit(work: WorkedOut, parents: string[]): Promise<string> {
    const { api, portal } = this.options;
    const { request, plan } = work;
    const tree = await this.writeTree(work);
    if (tree !== plan.tree.oid) {
      throw new ForgeError(
        'unavailable',
        `${api.title} has stored the files of ${request.key} in another form than they were sent: nothing was opened. Tell who runs the portal`,
      );
    }
    const date = new Date().toISOString();
    const { data } = await api.rest.git.createCommit({
      ...api.at(`commit ${request.key}`),
      message: changeCommitMessage({
        title: request.title,
        key: request.key,
        coAuthor: portal,
      }),
      tree,
      parents,
      author: { ...gitIdentity(request.author), date },
      committer: { ...portal, date },
    });
    return expectOid(data.sha);
  }

  private async writeTree({
    request,
    plan,
    situation,
  }: WorkedOut): Promise<string> {
    const { api } = this.options;
    const { tip, readTree } = situation;
    const paths = plan.edits.map(edit => edit.path);
    const there = await lookupPaths(readTree, tip.tree, paths);
    const contents = new Map(
      request.files.flatMap(file =>
        'delete' in file ? [] : [[file.path, file.content] as const],
      ),
    );
    let inline = 0;
    const entries = plan.edits
      // GitHub refuses to delete what is not there.
      .filter(({ path, entry }) => there.get(path)?.oid !== entry?.oid)
      .map(async ({ path, entry }: TreeEdit) => {
        const base = { path, mode: modeOf(entry), type: 'blob' as const };
        const content = contents.get(path);
        if (!entry || !content) return { ...base, sha: null };
        if (isText(content) && inline + content.length <= INLINE_BYTES) {
          inline += content.length;
          return { ...base, content: content.toString('utf8') };
        }
        const { data } = await api.rest.git.createBlob({
          ...api.at(`write the file ${quotePath(path)}`),
          content: content.toString('base64'),
          encoding: 'base64',
        });
        return { ...base, sha: data.sha };
      });
    const { data } = await api.rest.git.createTree({
      ...api.at(`write the files of ${request.key}`),
      base_tree: tip.tree,
      tree: await Promise.all(entries),
    });
    return expectOid(data.sha);
  }

  /** The portal's own commits carry it as committer, and the base they were made from as the last parent. */
  private headOf(
    target: NonNullable<QueriedSituation['ref']>['target'],
  ): RemoteHead {
    const base = target.parents?.nodes.at(-1);
    return {
      oid: expectOid(target.oid),
      tree: expectOid(target.tree?.oid),
      base: {
        oid: base?.oid ?? target.oid,
        tree: expectOid(base?.tree.oid ?? target.tree?.oid),
      },
      isPortals: target.committer?.email === this.options.portal.email,
    };
  }

  private async mergeBase(tip: string, head: string): Promise<RemoteCommit> {
    const { api } = this.options;
    const { data } = await api.rest.repos.compareCommitsWithBasehead({
      ...api.at('compare the branch of a change'),
      basehead: `${tip}...${head}`,
      per_page: 1,
    });
    const { sha, commit } = data.merge_base_commit;
    return { oid: expectOid(sha), tree: expectOid(commit.tree.sha) };
  }

  private changeOf(pull: PullFacts): Change {
    const change = changeOfPull(pull, this.options.branchPrefix);
    if (!change) throw new TypeError('not the pull request that was asked for');
    return change;
  }

  private empty(): ForgeError {
    const { repository } = this.options.api;
    return new ForgeError(
      'not-found',
      `The repository ${repository} has no commit: push the platform's files to its default branch`,
    );
  }
}

function modeOf(entry: TreeEdit['entry']): '100644' | '100755' {
  return entry?.mode === '100755' ? '100755' : '100644';
}

/** A text that comes through JSON as it is. */
function isText(content: Buffer): boolean {
  return isUtf8(content) && !content.includes(0);
}
