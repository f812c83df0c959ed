import type { Change, ChangeState } from '@idp/plugin-changes-common';
import { decodeChangeBody } from '../metadata';
import { keyOfBranch } from '../request';

/** A pull request, in what GitHub and Gitea have in common. */
export interface PullFacts {
  number: number;
  title: string;
  /** As it stands in the pull request, the metadata included. */
  text: string;
  state: ChangeState;
  branch: string;
  /** The branch is one of the repository itself, not of a fork. */
  isOwnBranch: boolean;
  baseBranch: string;
  headCommit: string;
  mergeCommit?: string;
  createdAt: string;
  updatedAt: string;
  mergedAt?: string;
  closedAt?: string;
  webUrl: string;
}

/**
 * The change that a pull request is; undefined when it is none of the portal's. The branch says which key it has: a
 * person may edit the text, but not rename the branch, so metadata of another key count for nothing.
 */
export function changeOfPull(
  pull: PullFacts,
  branchPrefix: string,
): Change | undefined {
  const key = pull.isOwnBranch
    ? keyOfBranch(branchPrefix, pull.branch)
    : undefined;
  if (!key) return undefined;
  const { body, metadata } = decodeChangeBody(pull.text.replace(/\r\n/g, '\n'));
  const known = metadata?.key === key ? metadata : { entityRefs: [] };
  return {
    ...known,
    key,
    id: String(pull.number),
    title: pull.title,
    body,
    state: pull.state,
    branch: pull.branch,
    baseBranch: pull.baseBranch,
    headCommit: pull.headCommit,
    ...(pull.state === 'merged' && {
      mergeCommit: pull.mergeCommit,
      mergedAt: isoTime(pull.mergedAt),
    }),
    ...(pull.state === 'closed' && { closedAt: isoTime(pull.closedAt) }),
    createdAt: isoTime(pull.createdAt)!,
    updatedAt: isoTime(pull.updatedAt)!,
    webUrl: pull.webUrl,
  };
}

/** In UTC, whatever zone the forge writes. */
function isoTime(text: string | undefined): string | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}
