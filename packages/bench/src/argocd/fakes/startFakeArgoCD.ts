import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { root } from '../../lib/portal';
import type { FakeCommands, FakeOptions } from './process';

/** Where a backend reaches an Argo CD, and with what. */
export interface Door {
  url: string;
  token: string;
}

type Remote<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<R>
    : never;
};

/** One fake Argo CD, in a process of its own. */
export interface FakeInstance extends Remote<FakeCommands> {
  doors: Readonly<Record<string, Door>>;
  stop(): Promise<void>;
}

export async function startFakeArgoCD(
  options: FakeOptions,
): Promise<FakeInstance> {
  const child = fork(
    path.join(root, 'packages/bench/src/argocd/fakes/process.ts'),
    [JSON.stringify(options)],
  );
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const exited = once(child, 'exit');
  const waiting = new Map<number, (result: any) => void>();
  child.on('message', ({ id, result }: any) => {
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  let last = 0;
  const ask =
    (command: keyof FakeCommands) =>
    (...args: unknown[]): Promise<any> =>
      new Promise(resolve => {
        last += 1;
        waiting.set(last, resolve);
        child.send({ id: last, command, args });
      });
  const doors = await Promise.race([
    new Promise<Record<string, Door>>(resolve => waiting.set(0, resolve)),
    exited.then(([code]) => {
      throw new Error(`The fake Argo CD ended with ${code}`);
    }),
  ]);
  return {
    doors,
    take: ask('take'),
    hang: ask('hang'),
    change: ask('change'),
    async stop() {
      process.off('exit', kill);
      kill();
      await exited;
    },
  };
}
