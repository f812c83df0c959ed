import type { ChangeMergeability } from '@idp/plugin-changes-common';
import { ForgeError } from '../ForgeError';
import { gitIdentity, mergeCommitMessage, requireJudgedHead } from '../request';
import { branchRef, changeRef } from './changeRecord';
import type { ChangeEntry } from './ChangeStore';
import { commitObject, type GitCommit } from './gitObjects';
import type { LocalForgeParts } from './openChange';
import { conflictWith } from './planChange';
import type { Repository } from './Repository';

const ATTEMPTS = 20;

/**
 * Merges an open change. The base branch moves in one step, and only where the change is still the one that was read;
 * that is the merge. What the change's own reference then says follows from it, here or at the next access.
 */
export async function mergeChange(
  parts: LocalForgeParts & { step?: (name: string) => unknown },
  entry: ChangeEntry,
  person: { name: string; email: string },
): Promise<void> {
  const { repository, store, watch } = parts;
  const main = await repository.head();
  const head = await repository.commit(entry.headCommit);
  const merged = await mergeTrees(repository, main.commit, head);
  if ('conflicts' in merged) throw conflictWith(main.branch, merged.conflicts);
  const record = await store.record(entry);
  const commit = commitObject({
    tree: merged.tree,
    parents: [main.commit.oid, head.oid],
    author: gitIdentity(person),
    committer: parts.portal,
    date: new Date(),
    message: mergeCommitMessage({
      title: record.title,
      id: String(entry.number),
      branch: entry.branch,
      coAuthor: parts.portal,
    }),
  });
  await store.write([commit]);
  await store.exclusively(async () => {
    const moved = await repository.moveRefs(`merge change ${entry.number}`, [
      {
        ref: branchRef(main.branch),
        old: main.commit.oid,
        new: commit.oid,
      },
      { ref: changeRef(entry.number), old: entry.oid },
    ]);
    if (!moved) return;
    await parts.step?.('merged');
    await watch.recordMerge(entry, await repository.commit(commit.oid));
  });
}

/** Merges by {@link mergeChange} until it is done or refused; others may move the base branch meanwhile. */
export async function mergeUntilDone(
  parts: LocalForgeParts & { step?: (name: string) => unknown },
  number: number,
  options: { person: { name: string; email: string }; headCommit?: string },
): Promise<ChangeEntry> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const entry = await parts.watch.one(number);
    if (!entry) throw noChange(parts.repository, number);
    if (entry.state === 'merged') return entry;
    if (entry.state === 'closed') {
      throw new ForgeError(
        'conflict',
        `Change ${number} is closed: run its golden path again to open a new one`,
      );
    }
    requireJudgedHead(
      { id: String(number), headCommit: entry.headCommit },
      options.headCommit,
    );
    await mergeChange(parts, entry, options.person);
  }
  throw new ForgeError(
    'conflict',
    `Others keep moving the base branch: try to merge change ${number} again`,
  );
}

/** Closes an open change, unless it is merged meanwhile. */
export async function closeUntilDone(
  parts: LocalForgeParts,
  number: number,
): Promise<ChangeEntry> {
  const { repository, store, watch } = parts;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const entry = await watch.one(number);
    if (!entry) throw noChange(repository, number);
    if (entry.state === 'closed') return entry;
    if (entry.state === 'merged') {
      throw new ForgeError(
        'conflict',
        `Change ${number} is merged already and can't be closed`,
      );
    }
    const main = await repository.head();
    if (entry.clearOf !== main.commit.oid) continue;
    const now = new Date().toISOString();
    const record = await store.record(entry);
    const closed = await store.exclusively(() =>
      store.save({
        purpose: `close change ${number}`,
        number,
        entry,
        record: { ...record, state: 'closed', closedAt: now, updatedAt: now },
        refs: [
          { ref: branchRef(main.branch), old: main.commit.oid },
          {
            ref: branchRef(entry.branch),
            old: entry.headCommit,
            new: null,
          },
        ],
      }),
    );
    if (closed) return closed;
  }
  throw new ForgeError(
    'conflict',
    `Others keep moving the base branch: try to close change ${number} again`,
  );
}

/** Whether an open change can be merged onto the tip of the base branch. */
export async function mergeabilityOf(
  repository: Repository,
  entry: ChangeEntry,
): Promise<ChangeMergeability> {
  if (entry.state !== 'open') return { status: 'unknown', conflicts: [] };
  const main = await repository.head();
  const head = await repository.commit(entry.headCommit);
  const merged = await mergeTrees(repository, main.commit, head);
  return 'conflicts' in merged
    ? { status: 'conflict', conflicts: merged.conflicts }
    : { status: 'mergeable', conflicts: [] };
}

/** The tree of a merge, or the files in conflict. */
async function mergeTrees(
  repository: Repository,
  main: GitCommit,
  head: GitCommit,
): Promise<{ tree: string } | { conflicts: string[] }> {
  if (head.parents.length === 1 && head.parents[0] === main.oid) {
    return { tree: head.tree };
  }
  const { exitCode, stdout } = await repository.git(
    'merge a change',
    [
      'merge-tree',
      '--write-tree',
      '-z',
      '--name-only',
      '--no-messages',
      '--allow-unrelated-histories',
      main.oid,
      head.oid,
    ],
    { okExitCodes: [0, 1] },
  );
  const [tree, ...files] = stdout.toString('utf8').split('\0');
  if (exitCode === 0) return { tree };
  return { conflicts: [...new Set(files.filter(Boolean))].sort() };
}

export function noChange(repository: Repository, id: string | number) {
  return new ForgeError(
    'not-found',
    `There is no change ${JSON.stringify(
      String(id).slice(0, 40),
    )} in the repository ${repository.gitDir}`,
  );
}
