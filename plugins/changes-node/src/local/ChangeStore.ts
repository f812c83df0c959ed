import type { ChangeState } from '@idp/plugin-changes-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ForgeError } from '../ForgeError';
import type { GitIdentity } from '../request';
import {
  branchRef,
  CHANGE_REFS,
  changeRef,
  decodeChange,
  encodeChange,
  RECORD_FILE,
  type ChangeRecord,
} from './changeRecord';
import { KeyedQueue, WeightedCache } from './concurrency';
import type { GitObject } from './gitObjects';
import type { RefUpdate, Repository } from './Repository';

/** What is kept in memory of every change. */
export interface ChangeEntry {
  readonly number: number;
  /** Where the change's reference is. */
  readonly oid: string;
  readonly key: string;
  readonly state: ChangeState;
  readonly branch: string;
  readonly headCommit: string;
  /** A commit of the base branch that is known not to hold the head. */
  clearOf?: string;
}

/** Called between the steps of an operation, so that a test can end the process there. */
export type StepHook = (step: string) => void | Promise<void>;

export interface ChangeStoreOptions {
  portal: GitIdentity;
  logger: LoggerService;
  onStep?: StepHook;
}

const RECORD_CACHE_BYTES = 8 * 1024 * 1024;

/**
 * The changes as their references hold them, with an index in memory that follows the references.
 *
 * It judges nothing: what a reference says is what it answers.
 */
export class ChangeStore {
  private readonly entries = new Map<number, ChangeEntry>();
  private readonly openByKey = new Map<string, number>();
  private readonly records = new WeightedCache<ChangeRecord>(
    RECORD_CACHE_BYTES,
  );
  private readonly unreadable = new Set<string>();
  private readonly queue = new KeyedQueue();
  private lastNumber = 0;

  constructor(
    private readonly repository: Repository,
    private readonly options: ChangeStoreOptions,
  ) {}

  /** Runs what moves references, one after another in this process. */
  exclusively<T>(task: () => Promise<T>): Promise<T> {
    return this.queue.run('references', task);
  }

  /** The index, newest first. */
  list(): ChangeEntry[] {
    return [...this.entries.values()].sort((a, b) => b.number - a.number);
  }

  get(number: number): ChangeEntry | undefined {
    return this.entries.get(number);
  }

  openWithKey(key: string): ChangeEntry | undefined {
    const number = this.openByKey.get(key);
    return number === undefined ? undefined : this.entries.get(number);
  }

  /** A number that no change of this process has had. */
  takeNumber(): number {
    this.lastNumber += 1;
    return this.lastNumber;
  }

  /** Brings the index up to date with these references; the others of changes are gone. */
  async follow(refs: Map<string, string>): Promise<void> {
    const seen = new Set<number>();
    const news: Array<Promise<void>> = [];
    for (const [ref, oid] of refs) {
      const number = numberOf(ref);
      if (number === undefined) continue;
      seen.add(number);
      if (this.entries.get(number)?.oid !== oid) {
        news.push(this.take(number, oid));
      }
    }
    for (const number of [...this.entries.keys()]) {
      if (!seen.has(number)) this.forget(number);
    }
    await Promise.all(news);
  }

  /** Brings one change of the index up to date. */
  async followOne(number: number): Promise<ChangeEntry | undefined> {
    const oid = await this.repository.refValue(changeRef(number));
    if (!oid) this.forget(number);
    else if (this.entries.get(number)?.oid !== oid) {
      await this.take(number, oid);
    }
    return this.entries.get(number);
  }

  async record(entry: ChangeEntry): Promise<ChangeRecord> {
    const record = await this.readRecord(entry.oid);
    if (record) return record;
    throw new ForgeError(
      'unavailable',
      `The record of change ${entry.number} in ${this.repository.gitDir} can't be read: run git fsck there`,
    );
  }

  /**
   * Moves a change's reference to a new record, and other references with it; undefined when one of them was not
   * where it was expected, and nothing has moved. To be called exclusively where `entry` must be the latest.
   */
  async save(options: {
    purpose: string;
    number: number;
    /** Absent for a change that is new. */
    entry?: ChangeEntry;
    record: ChangeRecord;
    refs?: RefUpdate[];
    clearOf?: string;
  }): Promise<ChangeEntry | undefined> {
    const { number, entry, record } = options;
    const encoded = this.encode(number, record, entry);
    await this.write(encoded.objects);
    return this.publish({ ...options, oid: encoded.oid });
  }

  /** Stores objects that {@link publish} then makes seen. */
  async write(objects: GitObject[]): Promise<void> {
    await this.repository.write(objects);
    await this.options.onStep?.('objects-written');
  }

  encode(number: number, record: ChangeRecord, entry?: ChangeEntry) {
    return encodeChange({
      number,
      record,
      previous: entry?.oid,
      portal: this.options.portal,
      date: new Date(record.updatedAt),
    });
  }

  /** Moves the references of a change whose objects are written. */
  async publish(options: {
    purpose: string;
    number: number;
    oid: string;
    entry?: ChangeEntry;
    record: ChangeRecord;
    refs?: RefUpdate[];
    clearOf?: string;
  }): Promise<ChangeEntry | undefined> {
    const { number, oid, entry, record, refs = [] } = options;
    const own = {
      ref: changeRef(number),
      old: entry?.oid ?? null,
      new: oid,
    };
    const moved = await this.repository.moveRefs(options.purpose, [
      own,
      ...refs,
    ]);
    if (!moved) return undefined;
    this.records.set(oid, record, weightOf(record));
    this.put(number, oid, record, options.clearOf);
    await this.options.onStep?.('references-moved');
    return this.entries.get(number);
  }

  private async take(number: number, oid: string): Promise<void> {
    const record = await this.readRecord(oid);
    if (record) {
      this.put(number, oid, record);
      return;
    }
    this.forget(number);
    this.lastNumber = Math.max(this.lastNumber, number);
    if (!this.unreadable.has(oid)) {
      this.unreadable.add(oid);
      this.options.logger.warn(
        `${changeRef(number)} of ${
          this.repository.gitDir
        } is no change of the portal's: left out`,
      );
    }
  }

  private async readRecord(oid: string): Promise<ChangeRecord | undefined> {
    const cached = this.records.get(oid);
    if (cached) return cached;
    const file = await this.repository.read(`${oid}:${RECORD_FILE}`);
    const record = file?.data && decodeChange(file.data);
    if (record) this.records.set(oid, record, weightOf(record));
    return record;
  }

  private put(
    number: number,
    oid: string,
    record: ChangeRecord,
    clearOf?: string,
  ): void {
    const known = this.entries.get(number);
    this.forget(number);
    const { key, state, branch, headCommit } = record;
    const stillClear =
      clearOf ?? (known?.headCommit === headCommit ? known.clearOf : undefined);
    this.entries.set(number, {
      number,
      oid,
      key,
      state,
      branch,
      headCommit,
      clearOf: stillClear,
    });
    if (state === 'open') this.openByKey.set(key, number);
    this.lastNumber = Math.max(this.lastNumber, number);
  }

  private forget(number: number): void {
    const known = this.entries.get(number);
    if (known && this.openByKey.get(known.key) === number) {
      this.openByKey.delete(known.key);
    }
    this.entries.delete(number);
  }
}

function numberOf(ref: string): number | undefined {
  if (!ref.startsWith(CHANGE_REFS)) return undefined;
  const text = ref.slice(CHANGE_REFS.length);
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** About the bytes that a record takes in memory. */
function weightOf(record: ChangeRecord): number {
  return record.body.length * 2 + 2000;
}

/** The branch of a change goes with it, where nobody has moved it. */
export const removeBranch = (entry: ChangeEntry): RefUpdate => ({
  ref: branchRef(entry.branch),
  old: entry.headCommit,
  new: null,
});
