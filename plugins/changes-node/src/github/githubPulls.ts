import type { ChangeState } from '@idp/plugin-changes-common';
import type { PullFacts } from '../remote/changeOfPull';
import { expectOid } from '../remote/withForgeErrors';
import type { QueriedPull } from './githubQueries';

/** A pull request as the REST API has it, in a list or alone. */
export interface RestPull {
  number: number;
  title: string;
  body: string | null;
  state: string;
  html_url: string;
  head: { ref: string; sha: string; repo: { full_name: string } | null };
  base: { ref: string; sha: string; repo: { full_name: string } };
  created_at: string;
  updated_at: string;
  merged_at: string | null;
  closed_at: string | null;
  merge_commit_sha: string | null;
}

export function factsOfRestPull(pull: RestPull): PullFacts {
  return {
    number: pull.number,
    title: pull.title,
    text: pull.body ?? '',
    state: stateOf(pull),
    branch: pull.head.ref,
    isOwnBranch: pull.head.repo?.full_name === pull.base.repo.full_name,
    baseBranch: pull.base.ref,
    headCommit: expectOid(pull.head.sha),
    mergeCommit: pull.merge_commit_sha ?? undefined,
    createdAt: pull.created_at,
    updatedAt: pull.updated_at,
    mergedAt: pull.merged_at ?? undefined,
    closedAt: pull.closed_at ?? undefined,
    webUrl: pull.html_url,
  };
}

/** An open pull request as the GraphQL API has it. */
export function factsOfQueriedPull(pull: QueriedPull): PullFacts {
  return {
    number: pull.number,
    title: pull.title,
    text: pull.body,
    state: 'open',
    branch: pull.headRefName,
    isOwnBranch: !pull.isCrossRepository,
    baseBranch: pull.baseRefName,
    headCommit: expectOid(pull.headRefOid),
    createdAt: pull.createdAt,
    updatedAt: pull.updatedAt,
    webUrl: pull.url,
  };
}

function stateOf({ state, merged_at: mergedAt }: RestPull): ChangeState {
  if (mergedAt) return 'merged';
  return state === 'open' ? 'open' : 'closed';
}
