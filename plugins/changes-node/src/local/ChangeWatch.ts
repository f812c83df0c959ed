import { BRANCH_REFS, branchRef, CHANGE_REFS } from './changeRecord';
import {
  removeBranch,
  type ChangeEntry,
  type ChangeStore,
} from './ChangeStore';
import type { GitCommit } from './gitObjects';
import type { Repository } from './Repository';

/**
 * Brings changes in line with what the repository says of them.
 *
 * The base branch is the truth of what is merged: a change whose head it holds is merged, whoever merged it and wherever
 * the process that did it was killed. A branch is put back where a killed process has not written it, and followed where
 * a person has pushed to it.
 */
export class ChangeWatch {
  private loaded = false;

  constructor(
    private readonly repository: Repository,
    private readonly store: ChangeStore,
  ) {}

  /** All changes, newest first. */
  async all(): Promise<ChangeEntry[]> {
    await this.store.exclusively(() => this.refresh());
    return this.store.list();
  }

  async one(number: number): Promise<ChangeEntry | undefined> {
    await this.load();
    const entry = await this.store.followOne(number);
    if (entry?.state !== 'open') return entry;
    const { commit: main } = await this.repository.head();
    const branchAt = await this.repository.refValue(branchRef(entry.branch));
    if (entry.clearOf === main.oid && branchAt === entry.headCommit) {
      return entry;
    }
    return this.store.exclusively(async () => {
      const latest = await this.store.followOne(number);
      if (latest?.state !== 'open') return latest;
      await this.settleMerged([latest], main);
      const unmerged = this.store.get(number);
      if (unmerged?.state !== 'open') return unmerged;
      await this.settleBranch(
        unmerged,
        await this.repository.refValue(branchRef(unmerged.branch)),
        main,
      );
      return this.store.get(number);
    });
  }

  /** The open change of a key; `branchAt` says where its branch is, also when there is no open change. */
  async openWithKey(
    key: string,
    branch: string,
  ): Promise<{ entry?: ChangeEntry; branchAt: string | null }> {
    await this.load();
    const known = this.store.openWithKey(key);
    if (known) {
      const entry = await this.one(known.number);
      if (entry?.state === 'open') {
        return { entry, branchAt: entry.headCommit };
      }
    }
    const branchAt = await this.repository.refValue(branchRef(branch));
    if (!branchAt) return { branchAt };
    // Another process may have opened one.
    await this.all();
    const entry = this.store.openWithKey(key);
    return entry
      ? { entry, branchAt: entry.headCommit }
      : { branchAt: await this.repository.refValue(branchRef(branch)) };
  }

  private async load(): Promise<void> {
    if (!this.loaded) await this.all();
  }

  private async refresh(): Promise<void> {
    const refs = await this.repository.listRefs([CHANGE_REFS, BRANCH_REFS]);
    await this.store.follow(refs);
    this.loaded = true;
    const { commit: main } = await this.repository.head();
    const open = () => this.store.list().filter(isOpen);
    await this.settleMerged(open(), main);
    for (const entry of open()) {
      await this.settleBranch(
        entry,
        refs.get(branchRef(entry.branch)) ?? null,
        main,
      );
    }
    await this.removeLeftovers(refs);
  }

  /** Branches of changes that are not open any more, left by a process that was killed. */
  private async removeLeftovers(refs: Map<string, string>): Promise<void> {
    const inUse = new Set(
      this.store.list().flatMap(entry => (isOpen(entry) ? entry.branch : [])),
    );
    for (const entry of this.store.list()) {
      const left = refs.get(branchRef(entry.branch)) === entry.headCommit;
      if (left && !isOpen(entry) && !inUse.has(entry.branch)) {
        await this.repository.moveRefs('remove the branch of a change', [
          removeBranch(entry),
        ]);
      }
    }
  }

  /** Records as merged those whose head the base branch holds. */
  private async settleMerged(
    open: ChangeEntry[],
    main: GitCommit,
  ): Promise<void> {
    const bySeen = new Map<string | undefined, ChangeEntry[]>();
    for (const entry of open) {
      if (entry.clearOf === main.oid) continue;
      const group = bySeen.get(entry.clearOf) ?? [];
      bySeen.set(entry.clearOf, [...group, entry]);
    }
    for (const [seen, group] of bySeen) {
      const merged = await this.mergedHeads(group, main.oid, seen);
      for (const entry of group) {
        if (merged.has(entry.headCommit)) await this.recordMerge(entry, main);
        else entry.clearOf = main.oid;
      }
    }
  }

  /** The heads that `main` holds; with `seen` an earlier tip that holds none, only what came since is read. */
  private async mergedHeads(
    group: ChangeEntry[],
    main: string,
    seen: string | undefined,
  ): Promise<Set<string>> {
    const heads = group.map(entry => entry.headCommit);
    const purpose = 'find out which changes are merged';
    if (seen && (await this.repository.findCommit(seen))) {
      const added = await this.repository.git(purpose, [
        'rev-list',
        main,
        `^${seen}`,
      ]);
      const commits = new Set(added.stdout.toString().split('\n'));
      return new Set(heads.filter(head => commits.has(head)));
    }
    const missing = await this.repository.git(
      purpose,
      ['rev-list', '--stdin'],
      {
        input: `${[...heads, `^${main}`].join('\n')}\n`,
      },
    );
    const commits = new Set(missing.stdout.toString().split('\n'));
    return new Set(heads.filter(head => !commits.has(head)));
  }

  /** Writes down what the base branch says already. To be called exclusively. */
  async recordMerge(entry: ChangeEntry, main: GitCommit): Promise<void> {
    const mergeCommit = await this.findMergeCommit(entry.headCommit, main);
    const branchAt = await this.repository.refValue(branchRef(entry.branch));
    await this.store.save({
      purpose: `record the merge of change ${entry.number}`,
      number: entry.number,
      entry,
      record: {
        ...(await this.store.record(entry)),
        state: 'merged',
        mergeCommit: mergeCommit.oid,
        mergedAt: mergeCommit.committedAt,
        updatedAt: mergeCommit.committedAt,
      },
      refs: branchAt === entry.headCommit ? [removeBranch(entry)] : [],
    });
  }

  private async findMergeCommit(
    head: string,
    main: GitCommit,
  ): Promise<GitCommit> {
    if (isMergeOf(main.parents, head)) return main;
    const { stdout } = await this.repository.git(
      'find the commit that merged a change',
      ['rev-list', '--parents', '--ancestry-path', main.oid, `^${head}`],
    );
    const merge = stdout
      .toString()
      .split('\n')
      .map(line => line.split(' '))
      .findLast(([, ...parents]) => isMergeOf(parents, head));
    return this.repository.commit(merge?.[0] ?? head);
  }

  private async settleBranch(
    entry: ChangeEntry,
    branchAt: string | null,
    main: GitCommit,
  ): Promise<void> {
    if (branchAt === entry.headCommit) return;
    const ref = branchRef(entry.branch);
    if (branchAt && (await this.isPush(entry, branchAt, main))) {
      const record = await this.store.record(entry);
      await this.store.save({
        purpose: `follow a push to change ${entry.number}`,
        number: entry.number,
        entry,
        record: {
          ...record,
          headCommit: branchAt,
          pushed: true,
          updatedAt: new Date().toISOString(),
        },
        refs: [{ ref, old: branchAt }],
      });
      return;
    }
    await this.repository.moveRefs(
      `put back the branch of change ${entry.number}`,
      [{ ref, old: branchAt, new: entry.headCommit }],
    );
  }

  /** Whether a person has moved the branch there, and not a killed process left it there. */
  private async isPush(
    entry: ChangeEntry,
    branchAt: string,
    main: GitCommit,
  ): Promise<boolean> {
    const [, previous] = (await this.repository.commit(entry.oid)).parents;
    if (previous) {
      const [previousHead] = (await this.repository.commit(previous)).parents;
      if (branchAt === previousHead) return false;
    }
    return (
      (await this.isAncestor(entry.headCommit, branchAt)) ||
      !(await this.isAncestor(branchAt, main.oid))
    );
  }

  private async isAncestor(ancestor: string, commit: string) {
    const { exitCode } = await this.repository.git(
      'compare two commits',
      ['merge-base', '--is-ancestor', ancestor, commit],
      { okExitCodes: [0, 1] },
    );
    return exitCode === 0;
  }
}

/** Also a commit made on top of the head has it as a parent, but as its first. */
function isMergeOf(parents: string[], head: string): boolean {
  return parents.slice(1).includes(head);
}

function isOpen(entry: ChangeEntry): boolean {
  return entry.state === 'open';
}
