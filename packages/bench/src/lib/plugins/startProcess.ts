import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Functions of another process: all of them answer later. */
export type Remote<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never;
};

/** A program that runs in a process of its own, so that its work is in no figure. */
export interface RemoteProcess<Started, Commands> {
  /** What it said when it was ready. */
  started: Started;
  commands: Remote<Commands>;
  stop(): Promise<void>;
}

/** Starts a program that calls {@link serveCommands}; `options` are what it gets. */
export async function startProcess<Started, Commands>(
  file: string,
  options: object,
): Promise<RemoteProcess<Started, Commands>> {
  const child = fork(file, [JSON.stringify(options)]);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const exited = once(child, 'exit');
  const waiting = new Map<number, (result: any) => void>();
  child.on('message', ({ id, result }: any) => {
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  let last = 0;
  const commands = new Proxy({} as Remote<Commands>, {
    get:
      (_, command) =>
      (...args: unknown[]) =>
        new Promise(resolve => {
          last += 1;
          waiting.set(last, resolve);
          child.send({ id: last, command, args });
        }),
  });
  const started = await Promise.race([
    new Promise<Started>(resolve => waiting.set(0, resolve)),
    exited.then(([code]): never => {
      throw new Error(`${file} ended with ${code}`);
    }),
  ]);
  return {
    started,
    commands,
    async stop() {
      process.off('exit', kill);
      kill();
      await exited;
    },
  };
}

/** In such a program: makes what it has ready, and then does what it is told, until nobody is left to ask. */
export function serveCommands<Options, Started, Commands extends object>(
  begin: (
    options: Options,
  ) => Promise<{ started: Started; commands: Commands }>,
): void {
  begin(JSON.parse(process.argv[2])).then(
    ({ started, commands }) => {
      process.on('message', async ({ id, command, args }: any) => {
        const result = await (commands as any)[command](...args);
        process.send!({ id, result });
      });
      process.on('disconnect', () => process.exit(0));
      process.send!({ id: 0, result: started });
    },
    error => {
      console.error(error);
      process.exit(1);
    },
  );
}
