import type { Change, ChangeState } from '@idp/plugin-changes-common';
import { readChangeMetadata } from '../metadata';
import type { GitIdentity } from '../request';
import { commitObject, gitObject, type GitObject } from './gitObjects';

/** Where the one reference of every change is; it has the change's number below it. */
export const CHANGE_REFS = 'refs/idp/changes/';
export const BRANCH_REFS = 'refs/heads/';
/** The file in the tree of a change's reference. */
export const RECORD_FILE = 'change.json';

/** What is stored of a change, as the base branch does not say it. */
export interface ChangeRecord
  extends Omit<Change, 'id' | 'baseBranch' | 'webUrl'> {
  /** The commit of the base branch that the portal made the head from. */
  baseCommit: string;
  /** The head was pushed by a person onto the portal's. */
  pushed?: boolean;
}

/** A change's record and the commit that holds it. */
export interface StoredChange {
  number: number;
  /** Where the change's reference is. */
  oid: string;
  record: ChangeRecord;
}

export const changeRef = (number: number): string => `${CHANGE_REFS}${number}`;
export const branchRef = (branch: string): string => `${BRANCH_REFS}${branch}`;

/**
 * The objects of a change's reference: a commit whose tree holds the record, whose first parent is the change's head,
 * and whose second is what the reference was before. So one reference keeps everything of a change from Git's garbage
 * collection, and moving it changes everything at once.
 */
export function encodeChange(options: {
  number: number;
  record: ChangeRecord;
  previous?: string;
  portal: GitIdentity;
  date: Date;
}): { oid: string; objects: GitObject[] } {
  const { number, record, previous } = options;
  const file = gitObject(
    'blob',
    Buffer.from(`${JSON.stringify(record, undefined, 2)}\n`),
  );
  const tree = gitObject(
    'tree',
    Buffer.concat([
      Buffer.from(`100644 ${RECORD_FILE}\0`),
      Buffer.from(file.oid, 'hex'),
    ]),
  );
  const commit = commitObject({
    tree: tree.oid,
    parents: [record.headCommit, ...(previous ? [previous] : [])],
    author: options.portal,
    committer: options.portal,
    date: options.date,
    message: `Change ${number}: ${record.state}\n`,
  });
  return { oid: commit.oid, objects: [file, tree, commit] };
}

/** Reads what {@link encodeChange} wrote; undefined when it is something else. */
export function decodeChange(data: Buffer): ChangeRecord | undefined {
  let value: Partial<ChangeRecord>;
  try {
    value = JSON.parse(data.toString('utf8'));
  } catch {
    return undefined;
  }
  const metadata = readChangeMetadata(value);
  const states: ChangeState[] = ['open', 'merged', 'closed'];
  const texts = [
    value?.title,
    value?.body,
    value?.branch,
    value?.headCommit,
    value?.baseCommit,
    value?.createdAt,
    value?.updatedAt,
  ];
  const whole =
    metadata &&
    states.includes(value.state!) &&
    texts.every(text => typeof text === 'string');
  return whole ? ({ ...value, ...metadata } as ChangeRecord) : undefined;
}

/** A stored change as the portal shows it. */
export function toChange(stored: StoredChange, baseBranch: string): Change {
  const { baseCommit: _base, pushed: _pushed, ...change } = stored.record;
  return { id: String(stored.number), baseBranch, ...change };
}
