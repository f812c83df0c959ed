import path from 'node:path';
import type { Door } from '../../lib/plugins/Door';
import type { Started } from '../../lib/plugins/Started';
import { startProcess, type Remote } from '../../lib/plugins/startProcess';
import { root } from '../../lib/portal';
import type { FakeCommands, FakeOptions } from './process';

/** One fake Argo CD, in a process of its own. */
export interface FakeInstance extends Remote<FakeCommands> {
  doors: Readonly<Record<string, Door>>;
  stop(): Promise<void>;
}

async function startFakeArgoCD(options: FakeOptions): Promise<FakeInstance> {
  const { started, commands, stop } = await startProcess<
    Record<string, Door>,
    FakeCommands
  >(path.join(root, 'packages/bench/src/argocd/fakes/process.ts'), options);
  return {
    doors: started,
    take: commands.take,
    hang: commands.hang,
    change: commands.change,
    stop,
  };
}

/** One for each instance, by name. */
export async function startFakes(
  started: Started,
  instances: readonly string[],
  options: Omit<FakeOptions, 'instance'>,
): Promise<Map<string, FakeInstance>> {
  const fakes = new Map<string, FakeInstance>();
  for (const instance of instances) {
    const fake = await startFakeArgoCD({ instance, ...options });
    fakes.set(instance, started.add(fake));
  }
  return fakes;
}

/** Where one backend reaches each of them. */
export const doorsOf = (
  fakes: ReadonlyMap<string, FakeInstance>,
  backend: string,
): Record<string, Door> =>
  Object.fromEntries(
    [...fakes].map(([instance, { doors }]) => [instance, doors[backend]]),
  );
