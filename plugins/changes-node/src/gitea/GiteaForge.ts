import { setTimeout as delay } from 'node:timers/promises';
import type {
  Change,
  ChangeFile,
  ChangeMergeability,
  ChangePerson,
  ChangeState,
} from '@idp/plugin-changes-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
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
import { changePage } from '../remote/changePages';
import {
  mergeMessage,
  refuseDecision,
  unlessMerged,
} from '../remote/decisions';
import { openRemoteChange } from '../remote/openRemoteChange';
import { parseDiff, type DiffedFile } from '../remote/parseDiff';
import { wholeFile } from '../remote/patches';
import { isReadablePath } from '../remote/paths';
import { snapshotByArchive } from '../remote/snapshot';
import { expectOid } from '../remote/withForgeErrors';
import { requireJudgedHead, type GitIdentity } from '../request';
import { encodeSegments, type GiteaApi } from './GiteaApi';
import { GiteaBranches } from './GiteaBranches';
import { conflictsOf, mergeGiteaPull } from './giteaMerge';
import { GiteaPulls } from './GiteaPulls';
import type { GiteaPull } from './giteaShapes';
import { GiteaSteps } from './GiteaSteps';
import { GiteaTrees } from './GiteaTrees';

export interface GiteaForgeOptions {
  api: GiteaApi;
  branchPrefix: string;
  portal: GitIdentity;
  logger: LoggerService;
  now?: () => number;
  /** Waits while Gitea works out whether a pull request can be merged. */
  pause?: (milliseconds: number) => Promise<unknown>;
}

const MERGEABILITY_PAUSES_MS = [500, 1500];
/** Merges go one after another; no key of a change is this. */
const MERGES = 'merges';

/** A repository on Gitea or Forgejo as a forge. */
export class GiteaForge implements ForgeClient {
  readonly type = 'gitea';
  readonly title: string;
  readonly webUrl: string;
  readonly reviewedInPortal = false;

  private readonly keys = new KeyedQueue();
  private readonly branches: GiteaBranches;
  private readonly trees: GiteaTrees;
  private readonly pulls: GiteaPulls;
  private readonly steps: GiteaSteps;

  constructor(private readonly options: GiteaForgeOptions) {
    const { api, branchPrefix, portal, now = Date.now } = options;
    this.title = api.repository;
    this.webUrl = api.webUrl;
    this.branches = new GiteaBranches(api, now);
    this.trees = new GiteaTrees(api);
    this.pulls = new GiteaPulls(api, branchPrefix);
    this.steps = new GiteaSteps({
      api,
      portal,
      branches: this.branches,
      trees: this.trees,
      pulls: this.pulls,
      pause: options.pause ?? delay,
    });
  }

  async getHead(options: { signal?: AbortSignal } = {}): Promise<ForgeHead> {
    options.signal?.throwIfAborted();
    return this.branches.head(options.signal);
  }

  listFiles(options: {
    commit: string;
    folder?: string;
  }): Promise<ForgeTreeEntry[]> {
    const folder = (options.folder ?? '').replace(/^\/+|\/+$/g, '');
    return this.trees.listFiles(options.commit, folder);
  }

  readFiles(options: {
    commit: string;
    paths: string[];
  }): Promise<Map<string, { content: Buffer; oid: string }>> {
    return this.trees.readFiles(
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
    if (options.from === options.to) return [];
    const to = await this.trees.rootOf(options.to);
    try {
      const from = await this.trees.rootOf(options.from);
      const changes = await this.trees.diff(from, to);
      return changes?.map(({ path, status }) => ({ path, status }));
    } catch (error) {
      const isGone = error instanceof ForgeError && error.code === 'not-found';
      if (isGone) return undefined;
      throw error;
    }
  }

  fileUrl(path: string): string {
    const branch = encodeSegments(this.branches.lastName);
    return `${this.webUrl}/src/branch/${branch}/${encodeSegments(path)}`;
  }

  openChange(request: OpenChangeRequest): Promise<OpenChangeResult> {
    return this.keys.run(String(request.key), () =>
      openRemoteChange(this.steps, this.options.branchPrefix, request),
    );
  }

  listChanges(
    options: { state?: ChangeState; cursor?: string; limit?: number } = {},
  ): Promise<ChangePage> {
    return changePage(page => this.pulls.page(page, options.state), options);
  }

  async getChange(id: string): Promise<Change> {
    return (await this.pulls.find(id)).change;
  }

  async getChangeFiles(id: string): Promise<ChangeFile[]> {
    const { pull, change } = await this.pulls.find(id);
    const { text } = await this.options.api.askText(
      `read the files of pull request ${pull.number}`,
      { path: `/pulls/${pull.number}.diff` },
    );
    if (text && !text.startsWith('diff --git ')) throw new TypeError('no diff');
    const files = parseDiff(text);
    const shown: ChangeFile[] = files.filter(file => !isMoved(file));
    const moved = files.filter(isMoved);
    if (moved.length > 0) {
      shown.push(...(await this.movedFiles(pull, change, moved)));
    }
    return shown.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async getMergeability(id: string): Promise<ChangeMergeability> {
    const { pause = delay } = this.options;
    for (let attempt = 0; ; attempt++) {
      const { pull, change } = await this.pulls.find(id);
      if (change.state !== 'open') return { status: 'unknown', conflicts: [] };
      if (pull.mergeable) return { status: 'mergeable', conflicts: [] };
      // Gitea says the same while it has not worked it out.
      const conflicts = await conflictsOf({ trees: this.trees, pull });
      if (conflicts.length > 0 && attempt > 0) {
        return { status: 'conflict', conflicts };
      }
      if (attempt >= MERGEABILITY_PAUSES_MS.length) {
        return { status: 'unknown', conflicts: [] };
      }
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
      const { api, pause = delay } = this.options;
      const { pull, change } = await this.pulls.find(id);
      if (change.state === 'merged') return change;
      refuseDecision(change, 'merge');
      requireJudgedHead(change, headCommit);
      this.branches.noteDeleted(change.branch);
      try {
        await mergeGiteaPull({
          api,
          pull,
          pause,
          trees: this.trees,
          message: mergeMessage(change, person),
        });
      } catch (error) {
        return unlessMerged(error, () => this.getChange(id));
      }
      return this.getChange(id);
    });
  }

  async closeChange(
    id: string,
    _options: { person: ChangePerson & { email: string } },
  ): Promise<Change> {
    const { api, logger } = this.options;
    const { change } = await this.pulls.find(id);
    if (change.state === 'closed') return change;
    refuseDecision(change, 'close');
    await this.keys.run(change.key, async () => {
      await api.ask(`close pull request ${id}`, {
        method: 'PATCH',
        path: `/pulls/${id}`,
        body: { state: 'closed' },
      });
      try {
        await this.branches.delete(change.branch);
      } catch (error) {
        if (!(error instanceof ForgeError)) throw error;
        // The change is closed all the same; its branch is used again.
        logger.warn(error.message);
      }
    });
    return this.getChange(id);
  }

  /** Gitea shows a moved file as the difference to where it was; a change shows both places. */
  private async movedFiles(
    pull: GiteaPull,
    change: Change,
    files: DiffedFile[],
  ): Promise<ChangeFile[]> {
    const [after, before] = await Promise.all([
      this.trees.readFiles(
        change.headCommit,
        files.map(({ path }) => path),
      ),
      this.trees.readFiles(
        expectOid(pull.merge_base),
        files.map(({ previous }) => previous!),
      ),
    ]);
    return [
      ...[...after].map(([path, { content }]) =>
        wholeFile(path, 'added', content),
      ),
      ...[...before].map(([path, { content }]) =>
        wholeFile(path, 'deleted', content),
      ),
    ];
  }
}

function isMoved({ previous }: DiffedFile): boolean {
  return previous !== undefined;
}
