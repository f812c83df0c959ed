import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ForgeError } from '../ForgeError';
import { quotePath } from '../request';
import { Limiter, WeightedCache } from './concurrency';
import { gitFailure, runGit, type GitCommand } from './gitCommand';
import {
  packOf,
  parseCommit,
  ZERO_OID,
  type GitCommit,
  type GitObject,
} from './gitObjects';
import { ObjectReader, type ReadObject } from './ObjectReader';
import { removeStaleLocks, STALE_LOCK_MS } from './staleLocks';
import { Tree } from './Tree';
import { writeLooseObject } from './writeLooseObject';

/** One reference in a transaction. Null stands for "not there". */
export interface RefUpdate {
  ref: string;
  old: string | null;
  /** Absent: only checked to be as `old` says. */
  new?: string | null;
}

const TREE_CACHE_BYTES = 8 * 1024 * 1024;
const LARGE_TREE_BYTES = 64 * 1024;
const GIT_PROCESSES = 6;
/** A lock that somebody still holds is waited for until it would be stale, and this long. */
const LOCK_PATIENCE_MS = 1000;
const LOCK_PAUSE_MS = 50;

/** A bare repository: its objects and references, and nothing of changes. */
export class Repository {
  private readonly reader: ObjectReader;
  private readonly limiter = new Limiter(GIT_PROCESSES);
  private readonly trees = new WeightedCache<Tree>(TREE_CACHE_BYTES);

  constructor(
    readonly gitDir: string,
    private readonly options: {
      /** Called with the lock files of killed processes that were removed. */
      onStaleLocks?: (files: string[]) => void;
      staleLockMs?: number;
    } = {},
  ) {
    this.reader = new ObjectReader(gitDir);
  }

  /** Runs git in this repository. */
  git(
    purpose: string,
    args: string[],
    options: Partial<Omit<GitCommand, 'purpose' | 'args' | 'repository'>> = {},
  ) {
    return this.limiter.run(() =>
      runGit({
        purpose,
        repository: this.gitDir,
        ...options,
        args: [`--git-dir=${this.gitDir}`, ...args],
      }),
    );
  }

  /** The base branch: the one that HEAD names. */
  async defaultBranch(): Promise<string> {
    const head = await readFile(join(this.gitDir, 'HEAD'), 'utf8').catch(
      () => '',
    );
    let ref = /^ref: (refs\/heads\/\S+)\s*$/.exec(head)?.[1];
    if (!ref || ref.endsWith('/.invalid')) {
      const { stdout } = await this.git(
        'find the default branch',
        ['symbolic-ref', '-q', 'HEAD'],
        { okExitCodes: [0, 1] },
      );
      ref = stdout.toString().trim();
    }
    if (!ref.startsWith('refs/heads/')) {
      throw new ForgeError(
        'not-found',
        `HEAD of the repository ${this.gitDir} names no branch: run git --git-dir=${this.gitDir} symbolic-ref HEAD refs/heads/main`,
      );
    }
    return ref.slice('refs/heads/'.length);
  }

  /** The base branch and the commit at its tip. */
  async head(): Promise<{ branch: string; commit: GitCommit }> {
    const branch = await this.defaultBranch();
    const commit = await this.findCommit(`refs/heads/${branch}`);
    if (!commit) {
      throw new ForgeError(
        'not-found',
        `The default branch ${branch} of the repository ${this.gitDir} has no commit: push one, or point HEAD to a branch that has (git symbolic-ref HEAD refs/heads/<branch>)`,
      );
    }
    return { branch, commit };
  }

  /** The commit with this id, or at this reference; undefined when there is none. */
  async findCommit(name: string): Promise<GitCommit | undefined> {
    const object = await this.reader.read(name);
    return object?.type === 'commit' && object.data
      ? parseCommit(object.oid, object.data)
      : undefined;
  }

  async commit(oid: string): Promise<GitCommit> {
    const commit = /^[0-9a-f]{40}$/.test(oid)
      ? await this.findCommit(oid)
      : undefined;
    if (commit) return commit;
    throw new ForgeError(
      'not-found',
      `The repository ${this.gitDir} has no commit ${quotePath(
        oid,
      )}: read the head again`,
    );
  }

  /** The id that a reference has; null when it is not there. */
  async refValue(ref: string): Promise<string | null> {
    return (await this.reader.readHeader(ref))?.oid ?? null;
  }

  read(name: string): Promise<ReadObject | undefined> {
    return this.reader.read(name);
  }

  readHeader(name: string): Promise<ReadObject | undefined> {
    return this.reader.readHeader(name);
  }

  readTree = async (oid: string): Promise<Tree> => {
    const cached = this.trees.get(oid);
    if (cached) return cached;
    const object = await this.reader.read(oid);
    if (object?.type !== 'tree' || !object.data) {
      throw gitFailure(
        { purpose: 'read a folder', repository: this.gitDir },
        `the tree ${oid} is missing; run git fsck there`,
      );
    }
    const tree = new Tree(object.data);
    this.trees.set(oid, tree, object.data.length + 200);
    return tree;
  };

  /** Stores objects, all of them on the disk when this resolves; nothing refers to them yet. */
  async write(objects: GitObject[]): Promise<void> {
    const isLarge = ({ type, data }: GitObject) =>
      type === 'tree' && data.length > LARGE_TREE_BYTES;
    const others = objects.filter(object => !isLarge(object));
    await Promise.all([
      others.length > 0 &&
        this.git('write objects', ['unpack-objects', '-q'], {
          input: packOf(others),
        }),
      ...objects.filter(isLarge).map(tree => this.writeLargeTree(tree)),
    ]);
  }

  /** The folder of thousands of tenants is a part of every change: see {@link writeLooseObject}. */
  private async writeLargeTree(tree: GitObject): Promise<void> {
    try {
      await writeLooseObject(this.gitDir, tree);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw gitFailure(
        { purpose: 'write objects', repository: this.gitDir },
        code === 'ENOSPC'
          ? 'the disk is full; free some space and try again'
          : `the file system answers ${code}`,
      );
    }
  }

  /** All references below these prefixes, with their ids. */
  async listRefs(prefixes: string[]): Promise<Map<string, string>> {
    const { stdout } = await this.git('list references', [
      'for-each-ref',
      '--format=%(objectname) %(refname)',
      ...prefixes,
    ]);
    const refs = new Map<string, string>();
    for (const line of stdout.toString('utf8').split('\n')) {
      if (line) refs.set(line.slice(41), line.slice(0, 40));
    }
    return refs;
  }

  /**
   * Moves references, all or none, if every one is where it is expected: `false` when one is not. Locks of other
   * processes are waited for; locks of killed ones are removed.
   */
  async moveRefs(purpose: string, updates: RefUpdate[]): Promise<boolean> {
    const input = updates
      .map(({ ref, old, new: next }) =>
        next === undefined
          ? `verify ${ref}\0${old ?? ZERO_OID}\0`
          : `update ${ref}\0${next ?? ZERO_OID}\0${old ?? ZERO_OID}\0`,
      )
      .join('');
    const { staleLockMs = STALE_LOCK_MS } = this.options;
    const deadline = Date.now() + staleLockMs + LOCK_PATIENCE_MS;
    for (;;) {
      try {
        await this.git(purpose, ['update-ref', '--no-deref', '--stdin', '-z'], {
          input,
        });
        return true;
      } catch (error) {
        if (!(await this.areAsExpected(updates))) return false;
        const removed = await removeStaleLocks(
          this.gitDir,
          updates.map(({ ref }) => ref),
          { staleAfterMs: staleLockMs },
        );
        if (removed.length > 0) this.options.onStaleLocks?.(removed);
        else if (Date.now() > deadline) throw error;
        else await delay(LOCK_PAUSE_MS);
      }
    }
  }

  private async areAsExpected(updates: RefUpdate[]): Promise<boolean> {
    for (const { ref, old } of updates) {
      if ((await this.refValue(ref)) !== old) return false;
    }
    return true;
  }

  close(): void {
    this.reader.close();
  }
}
