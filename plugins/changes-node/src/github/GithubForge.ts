import type {
  Change,
  ChangeFile,
  ChangeMergeability,
  ChangePerson,
  ChangeState,
} from '@idp/plugin-changes-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  ChangePage,
  ForgeClient,
  ForgeHead,
  ForgePathChange,
  ForgeTreeEntry,
  OpenChangeRequest,
  OpenChangeResult,
} from '../ForgeClient';
import { ForgeError } from '../ForgeError';
import { KeyedQueue } from '../local/concurrency';
import { changePage, hasNextPage } from '../remote/changePages';
import { changeOfPull } from '../remote/changeOfPull';
import {
  mergeMessage,
  refuseDecision,
  unlessMerged,
} from '../remote/decisions';
import { openRemoteChange } from '../remote/openRemoteChange';
import { isReadablePath } from '../remote/paths';
import { changeNumber, noSuchChange, RefusedError } from '../remote/refusals';
import { snapshotByArchive } from '../remote/snapshot';
import { expectOid } from '../remote/withForgeErrors';
import { requireJudgedHead, type GitIdentity } from '../request';
import type { GithubApi } from './GithubApi';
import { filesOfPull, pathChanges } from './githubChangeFiles';
import { readGithubFiles } from './githubFiles';
import { mergeGithubPull, conflictsOf } from './githubMerge';
import { factsOfRestPull, type RestPull } from './githubPulls';
import { GithubSteps } from './GithubSteps';
import { GithubTrees } from './GithubTrees';

export interface GithubForgeOptions {
  api: GithubApi;
  webUrl: string;
  branchPrefix: string;
  portal: GitIdentity;
  logger: LoggerService;
  /** Waits while GitHub works out whether a pull request can be merged. */
  pause?: (milliseconds: number) => Promise<unknown>;
}

const PULLS_PER_PAGE = 100;
/** GitHub's limit for the files of a comparison. */
const COMPARED_FILES = 300;
const MERGEABILITY_PAUSES_MS = [500, 1500];
/** Merges go one after another; no key of a change is this. */
const MERGES = 'merges';

/** A repository on GitHub as a forge. */
export class GithubForge implements ForgeClient {
  readonly type = 'github';
  readonly title: string;
  readonly webUrl: string;
  readonly reviewedInPortal = false;

  private readonly keys = new KeyedQueue();
  private readonly trees: GithubTrees;
  private readonly steps: GithubSteps;

  constructor(private readonly options: GithubForgeOptions) {
    const { api, webUrl } = options;
    this.title = api.repository;
    this.webUrl = webUrl;
    this.trees = new GithubTrees(api);
    this.steps = new GithubSteps({ ...options, trees: this.trees });
  }

  /** Two requests that GitHub does not count while nothing has changed. */
  async getHead(options: { signal?: AbortSignal } = {}): Promise<ForgeHead> {
    const { api } = this.options;
    const context = { isConditional: true, signal: options.signal };
    options.signal?.throwIfAborted();
    const repository = await api.rest.repos.get(
      api.at('read the default branch', context),
    );
    const { data } = await api.rest.repos.getBranch({
      ...api.at('read the tip of the default branch', context),
      branch: repository.data.default_branch,
    });
    return { branch: data.name, commit: expectOid(data.commit.sha) };
  }

  async listFiles(options: {
    commit: string;
    folder?: string;
  }): Promise<ForgeTreeEntry[]> {
    const folder = (options.folder ?? '').replace(/^\/+|\/+$/g, '');
    if (!folder) return this.trees.listFiles(options.commit, '');
    const found = await this.trees.findFolder(options.commit, folder);
    return found ? this.trees.listFiles(found, `${folder}/`) : [];
  }

  async readFiles(options: {
    commit: string;
    paths: string[];
  }): Promise<Map<string, { content: Buffer; oid: string }>> {
    return readGithubFiles(
      this.options.api,
      options.commit,
      options.paths.filter(isReadablePath),
    );
  }

  readSnapshot(options: {
    commit: string;
    isWanted: (path: string) => boolean;
  }): Promise<Map<string, { content: Buffer; oid: string }>> {
    const { api, logger } = this.options;
    return snapshotByArchive({ client: this, api, logger, wanted: options });
  }

  async compareCommits(options: {
    from: string;
    to: string;
  }): Promise<ForgePathChange[] | undefined> {
    const { api } = this.options;
    if (options.from === options.to) return [];
    try {
      const { data } = await api.rest.repos.compareCommitsWithBasehead({
        ...api.at('compare two commits'),
        basehead: `${options.from}...${options.to}`,
        per_page: 1,
      });
      const isStraight = data.status === 'ahead' || data.status === 'identical';
      const files = data.files ?? [];
      if (!isStraight || files.length >= COMPARED_FILES) return undefined;
      return pathChanges(files);
    } catch (error) {
      if (RefusedError.is(error, 404)) return undefined;
      throw error;
    }
  }

  /** `HEAD` stands for the default branch, so that no address breaks when it gets another name. */
  fileUrl(path: string): string {
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    return `${this.webUrl}/blob/HEAD/${encoded}`;
  }

  openChange(request: OpenChangeRequest): Promise<OpenChangeResult> {
    return this.keys.run(String(request.key), () =>
      openRemoteChange(this.steps, this.options.branchPrefix, request),
    );
  }

  listChanges(
    options: { state?: ChangeState; cursor?: string; limit?: number } = {},
  ): Promise<ChangePage> {
    const { api, branchPrefix } = this.options;
    const { state } = options;
    return changePage(async page => {
      const { data, headers } = await api.rest.pulls.list({
        ...api.at('list the pull requests'),
        state: state === undefined ? 'all' : restState(state),
        sort: 'created',
        direction: 'desc',
        per_page: PULLS_PER_PAGE,
        page,
      });
      const items = data.map(pull => {
        const change = changeOfPull(factsOfRestPull(pull), branchPrefix);
        const isWanted = !state || change?.state === state;
        return { number: pull.number, ...(isWanted && { change }) };
      });
      return { items, hasNext: hasNextPage(headers.link) };
    }, options);
  }

  async getChange(id: string): Promise<Change> {
    return (await this.find(id)).change;
  }

  async getChangeFiles(id: string): Promise<ChangeFile[]> {
    const { api } = this.options;
    const { pull } = await this.find(id);
    return filesOfPull(api, pull);
  }

  async getMergeability(id: string): Promise<ChangeMergeability> {
    const { api, pause = delay } = this.options;
    for (let attempt = 0; ; attempt++) {
      const { pull, change } = await this.find(id);
      const unknown: ChangeMergeability = { status: 'unknown', conflicts: [] };
      if (change.state !== 'open') return unknown;
      if (pull.mergeable) return { status: 'mergeable', conflicts: [] };
      if (pull.mergeable === false) {
        return { status: 'conflict', conflicts: await conflictsOf(api, pull) };
      }
      // GitHub works it out when it is asked for the first time.
      if (attempt >= MERGEABILITY_PAUSES_MS.length) return unknown;
      await pause(MERGEABILITY_PAUSES_MS[attempt]);
    }
  }

  mergeChange(
    id: string,
    {
      person,
      headCommit,
    }: { person: ChangePerson & { email: string }; headCommit?: string },
  ): Promise<Change> {
    return this.keys.run(MERGES, async () => {
      const { api } = this.options;
      const { pull, change } = await this.find(id);
      if (change.state === 'merged') return change;
      refuseDecision(change, 'merge');
      requireJudgedHead(change, headCommit);
      try {
        await mergeGithubPull({
          api,
          pull,
          message: mergeMessage(change, person),
          pause: this.options.pause ?? delay,
        });
      } catch (error) {
        await unlessMerged(error, () => this.getChange(id));
      }
      await this.deleteBranch(change.branch);
      return this.getChange(id);
    });
  }

  async closeChange(
    id: string,
    _options: { person: ChangePerson & { email: string } },
  ): Promise<Change> {
    const { api } = this.options;
    const { pull, change } = await this.find(id);
    if (change.state === 'closed') return change;
    refuseDecision(change, 'close');
    await this.keys.run(change.key, async () => {
      await api.rest.pulls.update({
        ...api.at(`close pull request ${id}`),
        pull_number: pull.number,
        state: 'closed',
      });
      await this.deleteBranch(change.branch);
    });
    return this.getChange(id);
  }

  /** GitHub may have deleted it itself, where the repository is set so; a branch that stays is used again. */
  private async deleteBranch(branch: string): Promise<void> {
    const { api, logger } = this.options;
    try {
      await api.rest.git.deleteRef({
        ...api.at(`delete the branch ${branch}`),
        ref: `heads/${branch}`,
      });
    } catch (error) {
      const isGone =
        RefusedError.is(error, 404) ||
        RefusedError.is(error, 422, /does not exist/i);
      if (!(error instanceof ForgeError)) throw error;
      if (!isGone) logger.warn(error.message);
    }
  }

  private async find(id: string): Promise<{
    pull: RestPull & { mergeable: boolean | null };
    change: Change;
  }> {
    const { api, branchPrefix } = this.options;
    const number = changeNumber(id);
    if (number === undefined) throw noSuchChange(api.repository, id);
    try {
      const { data } = await api.rest.pulls.get({
        ...api.at(`read pull request ${number}`),
        pull_number: number,
      });
      const change = changeOfPull(factsOfRestPull(data), branchPrefix);
      if (change) return { pull: data, change };
    } catch (error) {
      if (!RefusedError.is(error, 404)) throw error;
    }
    throw noSuchChange(api.repository, id);
  }
}

function restState(state: ChangeState): 'open' | 'closed' {
  return state === 'open' ? 'open' : 'closed';
}
