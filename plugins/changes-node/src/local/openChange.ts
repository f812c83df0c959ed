import { isDeepStrictEqual } from 'node:util';
import type { Change } from '@idp/plugin-changes-common';
import type { OpenChangeRequest, OpenChangeResult } from '../ForgeClient';
import { ForgeError } from '../ForgeError';
import {
  branchOfKey,
  changeCommitMessage,
  checkOpenChangeRequest,
  gitIdentity,
  type GitIdentity,
} from '../request';
import { branchRef, toChange, type ChangeRecord } from './changeRecord';
import type { ChangeEntry, ChangeStore } from './ChangeStore';
import type { ChangeWatch } from './ChangeWatch';
import { commitObject, type GitCommit } from './gitObjects';
import { planChange, type ChangePlan } from './planChange';
import type { Repository } from './Repository';
import { editTree, lookupPaths } from './editTree';

export interface LocalForgeParts {
  repository: Repository;
  store: ChangeStore;
  watch: ChangeWatch;
  portal: GitIdentity;
  branchPrefix: string;
}

const ATTEMPTS = 20;

/** Opens the change of a request, or brings the open one of its key up to date. */
export async function openChange(
  parts: LocalForgeParts,
  unchecked: OpenChangeRequest,
): Promise<OpenChangeResult> {
  const request = checkOpenChangeRequest(unchecked);
  const branch = branchOfKey(parts.branchPrefix, request.key);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const result = await tryOpen(parts, request, branch);
    if (result) return result;
    await parts.watch.all();
  }
  throw new ForgeError(
    'conflict',
    `Others keep moving the branch ${branch}: try again`,
  );
}

/** Undefined when somebody was faster and it must be worked out again. */
async function tryOpen(
  parts: LocalForgeParts,
  request: OpenChangeRequest,
  branch: string,
): Promise<OpenChangeResult | undefined> {
  const { repository, store } = parts;
  const main = await repository.head();
  const plan = await planChange({
    request,
    readTree: repository.readTree,
    branch: main.branch,
    tipTree: main.commit.tree,
    baseTree: await treeOfBase(repository, request, main.commit),
  });
  if (plan.tree.oid === main.commit.tree) return { outcome: 'unchanged' };

  const { entry, branchAt } = await parts.watch.openWithKey(
    request.key,
    branch,
  );
  if (!entry && branchAt) await refuseForeignBranch(parts, branch, branchAt);
  const known = entry && (await store.record(entry));
  const sameContent =
    entry && known && (await holdsPlan(repository, known, plan, main.commit));
  const now = new Date();
  const record: ChangeRecord = {
    ...known,
    key: request.key,
    title: request.title,
    body: request.body,
    goldenPath: request.goldenPath,
    entityRefs: request.entityRefs,
    author: request.author,
    state: 'open',
    branch,
    headCommit: known?.headCommit ?? '',
    baseCommit: known?.baseCommit ?? '',
    createdAt: known?.createdAt ?? now.toISOString(),
    updatedAt: now.toISOString(),
  };
  if (sameContent && isSameText(known, record)) {
    return { outcome: 'unchanged', change: shown(entry, known, main.branch) };
  }
  if (known?.pushed && !sameContent) throw pushedOver(branch, plan);
  if (entry && known) request.beforeUpdate?.(shown(entry, known, main.branch));
  const head = sameContent
    ? undefined
    : commitObject({
        tree: plan.tree.oid,
        parents: [main.commit.oid],
        author: gitIdentity(request.author),
        committer: parts.portal,
        date: now,
        message: changeCommitMessage({
          title: request.title,
          key: request.key,
          coAuthor: parts.portal,
        }),
      });
  if (head) {
    record.headCommit = head.oid;
    record.baseCommit = main.commit.oid;
  }
  const number = entry?.number ?? store.takeNumber();
  const encoded = store.encode(number, record, entry);
  await store.write([
    ...(head ? [...plan.blobs, ...plan.tree.objects, head] : []),
    ...encoded.objects,
  ]);
  const saved = await store.exclusively(() =>
    store.publish({
      purpose: `${entry ? 'update' : 'open'} change ${number}`,
      number,
      entry,
      record,
      oid: encoded.oid,
      refs: [{ ref: branchRef(branch), old: branchAt, new: record.headCommit }],
      clearOf: head ? main.commit.oid : undefined,
    }),
  );
  return (
    saved && {
      outcome: entry ? 'updated' : 'opened',
      change: shown(saved, record, main.branch),
    }
  );
}

/** The tree that a request was made from; undefined when it is the tip's. */
async function treeOfBase(
  repository: Repository,
  { baseCommit }: OpenChangeRequest,
  tip: GitCommit,
): Promise<string | undefined> {
  if (!baseCommit || baseCommit === tip.oid) return undefined;
  return (await repository.commit(baseCommit)).tree;
}

/** Whether the open change has this content already, and the base branch has not touched its files since. */
async function holdsPlan(
  repository: Repository,
  known: ChangeRecord,
  { edits }: ChangePlan,
  tip: GitCommit,
): Promise<boolean> {
  const { readTree } = repository;
  const base = await repository.commit(known.baseCommit);
  const head = await repository.commit(known.headCommit);
  const paths = edits.map(edit => edit.path);
  if (base.oid !== tip.oid) {
    const then = await lookupPaths(readTree, base.tree, paths);
    const now = await lookupPaths(readTree, tip.tree, paths);
    if (!isDeepStrictEqual(then, now)) return false;
  }
  if (known.pushed) {
    const there = await lookupPaths(readTree, head.tree, paths);
    return edits.every(
      ({ path, entry }) => there.get(path)?.oid === entry?.oid,
    );
  }
  return (await editTree(readTree, base.tree, edits)).oid === head.tree;
}

function isSameText(known: ChangeRecord, record: ChangeRecord): boolean {
  const text = ({ title, body, goldenPath, entityRefs }: ChangeRecord) =>
    JSON.stringify([title, body, goldenPath ?? null, entityRefs]);
  return text(known) === text(record);
}

/** A branch of this name that the portal did not make is not the portal's to move. */
async function refuseForeignBranch(
  { repository, portal }: LocalForgeParts,
  branch: string,
  branchAt: string,
): Promise<void> {
  const commit = await repository.commit(branchAt);
  if (commit.committer.email === portal.email) return;
  throw new ForgeError(
    'conflict',
    `The branch ${branch} is there already and was not made by the portal: rename or delete it with git, then try again`,
  );
}

function pushedOver(branch: string, { edits }: ChangePlan): ForgeError {
  return new ForgeError(
    'conflict',
    `Somebody has pushed commits to ${branch}, and this change would replace them: merge or close the open change first`,
    { files: edits.map(edit => edit.path) },
  );
}

function shown(
  { number, oid }: ChangeEntry,
  record: ChangeRecord,
  baseBranch: string,
): Change {
  return toChange({ number, oid, record }, baseBranch);
}
