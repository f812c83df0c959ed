import type { Change, ChangeState } from '@idp/plugin-changes-common';
import { changeOfPull, type PullFacts } from '../remote/changeOfPull';
import type { PullPage } from '../remote/changePages';
import { hasNextPage } from '../remote/changePages';
import { changeNumber, noSuchChange, RefusedError } from '../remote/refusals';
import { expectOid } from '../remote/withForgeErrors';
import { encodeSegments, type GiteaApi } from './GiteaApi';
import type { GiteaPull, GiteaReference } from './giteaShapes';

/** Gitea's own limit for a page of a list. */
const PULLS_PER_PAGE = 50;
/** Open pull requests are looked through this far for one that Gitea can't be asked for. */
const PAGES_TO_SEARCH = 100;

/** The pull requests of a repository on Gitea, and the changes that they are. */
export class GiteaPulls {
  constructor(
    private readonly api: GiteaApi,
    private readonly branchPrefix: string,
  ) {}

  async find(id: string): Promise<{ pull: GiteaPull; change: Change }> {
    const number = changeNumber(id);
    if (number === undefined) throw noSuchChange(this.api.repository, id);
    try {
      const { data: pull } = await this.api.ask<GiteaPull>(
        `read pull request ${number}`,
        { path: `/pulls/${number}` },
      );
      const change = await this.changeOf(pull);
      if (change) return { pull, change };
    } catch (error) {
      if (!RefusedError.is(error, 404)) throw error;
    }
    throw noSuchChange(this.api.repository, id);
  }

  async page(page: number, state: ChangeState | undefined): Promise<PullPage> {
    const { pulls, hasNext } = await this.list(page, apiState(state));
    const items = await Promise.all(
      pulls.map(async pull => {
        const change = await this.changeOf(pull);
        const isWanted = !state || change?.state === state;
        return { number: pull.number, ...(isWanted && { change }) };
      }),
    );
    return { items, hasNext };
  }

  /** The open pull request of a branch of the repository itself. */
  async openOf(
    branch: string,
    baseBranch: string,
  ): Promise<GiteaPull | undefined> {
    const direct = await this.byBranches(branch, baseBranch);
    if (direct?.state === 'open') return direct;
    // Of several with the same branches Gitea answers with any, and a person may have changed the base.
    for (let page = 1; page <= PAGES_TO_SEARCH; page++) {
      const { pulls, hasNext } = await this.list(page, 'open');
      const found = pulls.find(
        pull => pull.head.label === branch && isOwn(pull),
      );
      if (found || !hasNext) return found;
    }
    return undefined;
  }

  /** The change of a pull request; undefined when it is none of the portal's. */
  async changeOf(pull: GiteaPull): Promise<Change | undefined> {
    const change = changeOfPull(factsOf(pull), this.branchPrefix);
    if (
      !change ||
      change.state === 'open' ||
      pull.head.ref !== pull.head.label
    ) {
      return change;
    }
    // The branch's name is in use again, and Gitea shows where that one is.
    return { ...change, headCommit: await this.lastHead(pull.number) };
  }

  /** Where the branch of a pull request was last. */
  async lastHead(number: number): Promise<string> {
    const { data } = await this.api.ask<GiteaReference | GiteaReference[]>(
      `read the last commit of pull request ${number}`,
      { path: `/git/refs/pull/${number}/head` },
    );
    const found = [data].flat().find(({ ref }) => ref.endsWith('/head'));
    return expectOid(found?.object.sha);
  }

  /** Undefined where there is none, or where Gitea can't be asked: its address has one segment for the base. */
  private async byBranches(
    branch: string,
    baseBranch: string,
  ): Promise<GiteaPull | undefined> {
    if (baseBranch.includes('/')) return undefined;
    try {
      const { data } = await this.api.ask<GiteaPull>(
        `find the pull request of ${branch}`,
        { path: `/pulls/${baseBranch}/${encodeSegments(branch)}` },
      );
      return data;
    } catch (error) {
      if (RefusedError.is(error, 404)) return undefined;
      throw error;
    }
  }

  private async list(
    page: number,
    state: 'open' | 'closed' | 'all',
  ): Promise<{ pulls: GiteaPull[]; hasNext: boolean }> {
    const { data, headers } = await this.api.ask<GiteaPull[]>(
      'list the pull requests',
      { path: '/pulls', query: { state, page, limit: PULLS_PER_PAGE } },
    );
    return { pulls: data, hasNext: hasNextPage(headers.get('link')) };
  }
}

function factsOf(pull: GiteaPull): PullFacts {
  return {
    number: pull.number,
    title: pull.title,
    text: pull.body,
    state: stateOf(pull),
    branch: pull.head.label,
    isOwnBranch: isOwn(pull),
    baseBranch: pull.base.label,
    headCommit: expectOid(pull.head.sha),
    mergeCommit: pull.merge_commit_sha ?? undefined,
    createdAt: pull.created_at,
    updatedAt: pull.updated_at,
    mergedAt: pull.merged_at ?? undefined,
    closedAt: pull.closed_at ?? undefined,
    webUrl: pull.html_url,
  };
}

function isOwn({ head, base }: GiteaPull): boolean {
  return head.repo_id === base.repo_id;
}

function stateOf({ merged, state }: GiteaPull): ChangeState {
  if (merged) return 'merged';
  return state === 'open' ? 'open' : 'closed';
}

function apiState(state: ChangeState | undefined): 'open' | 'closed' | 'all' {
  if (!state) return 'all';
  return state === 'open' ? 'open' : 'closed';
}
