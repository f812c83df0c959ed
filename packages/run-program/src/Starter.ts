import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { ProgramRequest, ProgramResult } from './runProgram';

/** What the starter answers. */
type Answer = { id: number } & (
  | ProgramResult
  | { failure: { code?: string; message: string } }
);

interface Waiting {
  resolve: (result: ProgramResult) => void;
  reject: (error: Error) => void;
}

const IDLE_MS = 60_000;

/** The process that starts programs: begun when there is one to start, and let go after a while without. */
export class Starter {
  private child?: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private idle?: NodeJS.Timeout;
  private last = 0;

  async run(
    request: Omit<ProgramRequest, 'signal'>,
    signal?: AbortSignal,
  ): Promise<ProgramResult> {
    const child = this.begun();
    this.last += 1;
    const id = this.last;
    const abort = () => {
      if (child.connected) child.send({ id, stop: 'aborted' }, () => {});
    };
    const result = new Promise<ProgramResult>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.hold(child);
      child.send({ ...request, id }, error => {
        if (error) this.settle(id, waiting => waiting.reject(error));
      });
    });
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await result;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  private begun(): ChildProcess {
    if (this.child?.connected) return this.child;
    const child = spawn(process.execPath, [starterFile()], {
      env: ownEnvironment(),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
      windowsHide: true,
    });
    this.child = child;
    child.on('message', message => this.take(message as Answer));
    child.once('error', error => this.lose(child, error));
    child.once('exit', () =>
      this.lose(child, new Error('The process that starts programs has ended')),
    );
    child.unref();
    return child;
  }

  private take(answer: Answer): void {
    const { id, ...result } = answer;
    this.settle(id, ({ resolve, reject }) => {
      if ('failure' in result) {
        const { code, message } = result.failure;
        reject(Object.assign(new Error(message), { code }));
      } else {
        resolve({
          ...result,
          stdout: Buffer.from(result.stdout),
          stderr: Buffer.from(result.stderr),
        });
      }
    });
  }

  private settle(id: number, how: (waiting: Waiting) => void): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (waiting) how(waiting);
    if (this.waiting.size === 0) this.release();
  }

  /** Nobody knows what came of the programs that ran: their callers look again, as after a lost connection. */
  private lose(child: ChildProcess, reason: Error): void {
    if (this.child !== child) return;
    this.child = undefined;
    const error = Object.assign(reason, { code: 'EPIPE' });
    for (const id of [...this.waiting.keys()]) {
      this.settle(id, ({ reject }) => reject(error));
    }
  }

  /** While a program runs, the starter counts for Node's event loop. */
  private hold(child: ChildProcess): void {
    clearTimeout(this.idle);
    child.channel?.ref();
  }

  private release(): void {
    const { child } = this;
    child?.channel?.unref();
    clearTimeout(this.idle);
    this.idle = setTimeout(() => {
      if (child?.connected) child.disconnect();
    }, IDLE_MS).unref();
  }
}

/** Nothing of ours, such as NODE_OPTIONS, is for it; Windows starts nothing without this one. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return (SystemRoot ? { SystemRoot } : {}) as unknown as NodeJS.ProcessEnv;
}

function starterFile(): string {
  const manifest = require.resolve('@idp/run-program/package.json');
  return path.join(path.dirname(manifest), 'starter', 'main.cjs');
}
