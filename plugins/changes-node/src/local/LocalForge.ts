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
import { snapshotByListing } from '../remote/snapshot';
import type { GitIdentity } from '../request';
import { diffPaths, filesOfChange } from './changeFiles';
import { toChange } from './changeRecord';
import { ChangeStore, type ChangeEntry, type StepHook } from './ChangeStore';
import { ChangeWatch } from './ChangeWatch';
import { KeyedQueue } from './concurrency';
import {
  closeUntilDone,
  mergeabilityOf,
  mergeUntilDone,
  noChange,
} from './mergeChange';
import { openChange, type LocalForgeParts } from './openChange';
import { openRepository } from './openRepository';
import { MAX_OBJECT_BYTES } from './ObjectReader';
import { FOLDER_MODE, isRegularFile } from './Tree';
import { lookupPaths } from './editTree';

/**
 * What {@link createLocalForge} needs.
 *
 * @public
 */
export interface LocalForgeOptions {
  /** The bare repository, absolute; made when missing. */
  path: string;
  /** A checkout, absolute, whose HEAD becomes the first commit. */
  seedFrom?: string;
  /** Put before the key of a change to name its branch. */
  branchPrefix: string;
  /** The portal, as committer and co-author. */
  portal: GitIdentity;
  logger: LoggerService;
}

const URL_ROOT = 'https://local-forge.invalid/platform/src/branch';
const DEFAULT_PAGE = 30;
const LARGEST_PAGE = 100;
/** Writes after which Git is asked whether it is time to pack. */
const WRITES_BEFORE_UPKEEP = 200;
/** Merges go one after another; no key of a change is this. */
const MERGES = 'merges';
const UPKEEP_TIMEOUT_MS = 15 * 60 * 1000;

/** A bare repository on this machine as a forge. See the README for how changes are stored. */
export class LocalForge implements ForgeClient {
  readonly type = 'local';
  readonly title = 'local forge';
  readonly reviewedInPortal = true;

  private readonly keys = new KeyedQueue();
  private baseBranch = 'main';
  private opening?: Promise<LocalForgeParts & { step?: StepHook }>;
  private writes = 0;

  constructor(
    private readonly options: LocalForgeOptions & {
      onStep?: StepHook;
      staleLockMs?: number;
    },
  ) {}

  async getHead(options: { signal?: AbortSignal } = {}): Promise<ForgeHead> {
    options.signal?.throwIfAborted();
    const { repository } = await this.open();
    const { branch, commit } = await repository.head();
    this.baseBranch = branch;
    return { branch, commit: commit.oid };
  }

  async listFiles(options: {
    commit: string;
    folder?: string;
  }): Promise<ForgeTreeEntry[]> {
    const { repository } = await this.open();
    const folder = (options.folder ?? '').replace(/^\/+|\/+$/g, '');
    let { tree } = await repository.commit(options.commit);
    if (folder) {
      const found = await lookupPaths(repository.readTree, tree, [folder]);
      const entry = found.get(folder);
      if (entry?.mode !== FOLDER_MODE) return [];
      tree = entry.oid;
    }
    const { stdout } = await repository.git('list files', [
      'ls-tree',
      '-r',
      '-z',
      '--full-tree',
      tree,
    ]);
    return parseTreeListing(stdout.toString('utf8'), folder && `${folder}/`);
  }

  async readFiles(options: {
    commit: string;
    paths: string[];
  }): Promise<Map<string, { content: Buffer; oid: string }>> {
    const { repository } = await this.open();
    const { tree } = await repository.commit(options.commit);
    const entries = await lookupPaths(repository.readTree, tree, options.paths);
    const files = new Map<string, { content: Buffer; oid: string }>();
    await Promise.all(
      options.paths.map(async path => {
        const entry = entries.get(path);
        if (!entry || !isRegularFile(entry)) return;
        const object = await repository.read(entry.oid);
        if (object && !object.data) throw tooLarge(path, object.size);
        if (object?.data) {
          files.set(path, { content: object.data, oid: object.oid });
        }
      }),
    );
    return files;
  }

  readSnapshot(options: {
    commit: string;
    isWanted: (path: string) => boolean;
  }): Promise<Map<string, { content: Buffer; oid: string }>> {
    return snapshotByListing(this, options);
  }

  async compareCommits(options: {
    from: string;
    to: string;
  }): Promise<ForgePathChange[] | undefined> {
    const { repository } = await this.open();
    const to = await repository.commit(options.to);
    const from = /^[0-9a-f]{40}$/.test(options.from)
      ? await repository.findCommit(options.from)
      : undefined;
    if (!from) return undefined;
    return from.tree === to.tree ? [] : diffPaths(repository, from.oid, to.oid);
  }

  fileUrl(path: string): string {
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    return `${URL_ROOT}/${this.baseBranch}/${encoded}`;
  }

  async openChange(request: OpenChangeRequest): Promise<OpenChangeResult> {
    const parts = await this.open();
    const result = await this.keys.run(String(request.key), () =>
      openChange(parts, request),
    );
    if (result.outcome !== 'unchanged') this.upkeep(parts);
    return result;
  }

  async listChanges(
    options: { state?: ChangeState; cursor?: string; limit?: number } = {},
  ): Promise<ChangePage> {
    const { watch, store } = await this.open();
    const { state, cursor } = options;
    const limit = Math.min(
      Math.max(Math.trunc(options.limit ?? DEFAULT_PAGE), 1),
      LARGEST_PAGE,
    );
    const before = cursor === undefined ? Infinity : changeNumber(cursor);
    if (before === undefined) {
      throw new ForgeError(
        'invalid',
        `${JSON.stringify(
          cursor,
        )} is no cursor of a list of changes: begin without one`,
      );
    }
    const found = (await watch.all()).filter(
      entry => entry.number < before && (!state || entry.state === state),
    );
    const page = found.slice(0, limit);
    const { branch } = await this.getHead();
    const changes = await Promise.all(
      page.map(async entry =>
        toChange(
          {
            number: entry.number,
            oid: entry.oid,
            record: await store.record(entry),
          },
          branch,
        ),
      ),
    );
    return found.length > limit
      ? { changes, nextCursor: String(page.at(-1)!.number) }
      : { changes };
  }

  async getChange(id: string): Promise<Change> {
    return this.toChange(await this.find(id));
  }

  async getChangeFiles(id: string): Promise<ChangeFile[]> {
    const { repository, store } = await this.open();
    const entry = await this.find(id);
    return filesOfChange(repository, await store.record(entry));
  }

  async getMergeability(id: string): Promise<ChangeMergeability> {
    const { repository } = await this.open();
    return mergeabilityOf(repository, await this.find(id));
  }

  async mergeChange(
    id: string,
    options: { person: ChangePerson & { email: string }; headCommit?: string },
  ): Promise<Change> {
    const parts = await this.open();
    const { number, key } = await this.find(id);
    const merged = await this.keys.run(MERGES, () =>
      this.keys.run(key, () => mergeUntilDone(parts, number, options)),
    );
    this.upkeep(parts);
    return this.toChange(merged);
  }

  async closeChange(
    id: string,
    _options: { person: ChangePerson & { email: string } },
  ): Promise<Change> {
    const parts = await this.open();
    const { number, key } = await this.find(id);
    const closed = await this.keys.run(key, () =>
      closeUntilDone(parts, number),
    );
    this.upkeep(parts);
    return this.toChange(closed);
  }

  async close(): Promise<void> {
    const parts = await this.opening?.catch(() => undefined);
    parts?.repository.close();
  }

  private open(): Promise<LocalForgeParts & { step?: StepHook }> {
    this.opening ??= this.start().catch(error => {
      this.opening = undefined;
      throw error;
    });
    return this.opening;
  }

  private async start(): Promise<LocalForgeParts & { step?: StepHook }> {
    const { portal, branchPrefix, onStep } = this.options;
    const repository = await openRepository(this.options);
    const store = new ChangeStore(repository, this.options);
    const watch = new ChangeWatch(repository, store);
    const parts = {
      repository,
      store,
      watch,
      portal,
      branchPrefix,
      step: onStep,
    };
    this.baseBranch = await repository.defaultBranch();
    return parts;
  }

  private async find(id: string): Promise<ChangeEntry> {
    const { repository, watch } = await this.open();
    const number = changeNumber(id);
    const entry = number === undefined ? undefined : await watch.one(number);
    if (!entry) throw noChange(repository, id);
    return entry;
  }

  private async toChange(entry: ChangeEntry): Promise<Change> {
    const { store } = await this.open();
    const record = await store.record(entry);
    const { branch } = await this.getHead();
    return toChange({ number: entry.number, oid: entry.oid, record }, branch);
  }

  /** From time to time Git packs what was written one by one; nobody waits for it. */
  private upkeep({ repository }: LocalForgeParts): void {
    this.writes += 1;
    if (this.writes % WRITES_BEFORE_UPKEEP !== 0) return;
    repository
      .git(
        'pack objects',
        ['-c', 'gc.auto=6700', '-c', 'gc.autoDetach=false', 'gc', '--auto'],
        { timeoutMs: UPKEEP_TIMEOUT_MS },
      )
      .catch(error => this.options.logger.warn(`${error.message}`));
  }
}

/**
 * A forge on a bare repository of this machine.
 *
 * @public
 */
export function createLocalForge(options: LocalForgeOptions): ForgeClient {
  return new LocalForge(options);
}

function parseTreeListing(text: string, prefix: string): ForgeTreeEntry[] {
  const entries: ForgeTreeEntry[] = [];
  for (const line of text.split('\0')) {
    const tab = line.indexOf('\t');
    const [mode, type, oid] = line.slice(0, tab).split(' ');
    if (type !== 'blob' || mode === '120000') continue;
    entries.push({
      path: `${prefix}${line.slice(tab + 1)}`,
      oid,
      executable: mode === '100755',
    });
  }
  return entries;
}

function changeNumber(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

function tooLarge(path: string, size: number): ForgeError {
  return new ForgeError(
    'invalid',
    `The file ${JSON.stringify(
      path,
    )} has ${size} bytes, more than the ${MAX_OBJECT_BYTES} that the portal reads`,
    { files: [path] },
  );
}
