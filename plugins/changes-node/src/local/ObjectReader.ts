import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Socket } from 'node:net';
import {
  gitEnvironment,
  gitFailure,
  gitSettings,
  startFailure,
} from './gitCommand';

/** An object as git has it. `data` is absent when only the header was asked for, or when it is over the limit. */
export interface ReadObject {
  oid: string;
  type: string;
  size: number;
  data?: Buffer;
}

interface Waiting {
  withData: boolean;
  resolve: (object: ReadObject | undefined) => void;
  reject: (error: Error) => void;
}

/** No object above this is held in memory. */
export const MAX_OBJECT_BYTES = 64 * 1024 * 1024;
const ANSWER_TIMEOUT_MS = 60_000;
const PURPOSE = 'read objects';

/**
 * Reads objects through one `git cat-file` process that stays; it sees references and packs as they are at each
 * question. Started at the first question, again when it has died; it keeps neither the portal nor a test from ending.
 */
export class ObjectReader {
  private child?: ChildProcessWithoutNullStreams;
  private waiting: Waiting[] = [];
  private header = '';
  private body?: { object: ReadObject; filled: number; total: number };
  private timer?: NodeJS.Timeout;

  constructor(private readonly gitDir: string) {}

  /** The object that an id or a full reference name stands for; undefined when there is none. */
  read(name: string): Promise<ReadObject | undefined> {
    return this.ask('contents', name);
  }

  /** As {@link read}, without the data. */
  readHeader(name: string): Promise<ReadObject | undefined> {
    return this.ask('info', name);
  }

  close(): void {
    this.child?.stdin.end();
  }

  private ask(command: 'contents' | 'info', name: string) {
    return new Promise<ReadObject | undefined>((resolve, reject) => {
      if (/[\s\0]/.test(name)) {
        reject(new Error(`No object has the name ${JSON.stringify(name)}`));
        return;
      }
      const child = this.start();
      this.waiting.push({ withData: command === 'contents', resolve, reject });
      if (this.waiting.length === 1) this.hold(child);
      child.stdin.write(`${command} ${name}\n`);
    });
  }

  private start(): ChildProcessWithoutNullStreams {
    if (this.child) return this.child;
    const child = spawn(
      'git',
      [
        ...gitSettings,
        `--git-dir=${this.gitDir}`,
        'cat-file',
        '--batch-command',
      ],
      { env: gitEnvironment(), windowsHide: true },
    );
    this.child = child;
    this.header = '';
    this.body = undefined;
    const command = { purpose: PURPOSE, repository: this.gitDir };
    child.stdout.on('data', chunk => {
      if (this.child === child) this.take(child, chunk);
    });
    child.stderr.resume();
    child.stdin.on('error', () => {});
    child.once('error', error =>
      this.fail(child, startFailure(command, error)),
    );
    child.once('close', () =>
      this.fail(
        child,
        gitFailure(command, 'git cat-file has ended; try again'),
      ),
    );
    return child;
  }

  private fail(child: ChildProcessWithoutNullStreams, error: Error) {
    if (this.child !== child) return;
    this.child = undefined;
    clearTimeout(this.timer);
    const waiting = this.waiting;
    this.waiting = [];
    waiting.forEach(({ reject }) => reject(error));
  }

  private take(child: ChildProcessWithoutNullStreams, chunk: Buffer) {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.body) {
        rest = this.takeBody(child, rest);
        continue;
      }
      const end = rest.indexOf(10);
      if (end < 0) {
        this.header += rest.toString('utf8');
        return;
      }
      const header = this.header + rest.toString('utf8', 0, end);
      this.header = '';
      rest = rest.subarray(end + 1);
      this.takeHeader(child, header);
    }
  }

  private takeHeader(child: ChildProcessWithoutNullStreams, header: string) {
    const match = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(header);
    if (!match) {
      this.answer(child, undefined);
      return;
    }
    const size = Number(match[3]);
    const object: ReadObject = { oid: match[1], type: match[2], size };
    if (!this.waiting[0]?.withData) {
      this.answer(child, object);
      return;
    }
    if (size <= MAX_OBJECT_BYTES) object.data = Buffer.allocUnsafe(size);
    // One line break follows the data.
    this.body = { object, filled: 0, total: size + 1 };
  }

  private takeBody(child: ChildProcessWithoutNullStreams, chunk: Buffer) {
    const body = this.body!;
    const count = Math.min(chunk.length, body.total - body.filled);
    body.object.data?.set(
      chunk.subarray(0, Math.min(count, body.object.size - body.filled)),
      body.filled,
    );
    body.filled += count;
    if (body.filled === body.total) {
      this.body = undefined;
      this.answer(child, body.object);
    }
    return chunk.subarray(count);
  }

  private answer(
    child: ChildProcessWithoutNullStreams,
    object: ReadObject | undefined,
  ) {
    this.waiting.shift()?.resolve(object);
    if (this.waiting.length === 0) this.release(child);
    else this.timer?.refresh();
  }

  /** While an answer is awaited the process counts for Node's event loop, and has a time limit. */
  private hold(child: ChildProcessWithoutNullStreams) {
    child.ref();
    for (const stream of [child.stdin, child.stdout, child.stderr]) {
      (stream as unknown as Socket).ref?.();
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => child.kill('SIGKILL'), ANSWER_TIMEOUT_MS);
  }

  private release(child: ChildProcessWithoutNullStreams) {
    clearTimeout(this.timer);
    child.unref();
    for (const stream of [child.stdin, child.stdout, child.stderr]) {
      (stream as unknown as Socket).unref?.();
    }
  }
}
