import path from 'node:path';
import { startProcess, type Remote } from '../../lib/plugins/startProcess';
import { root } from '../../lib/portal';
import type { FakeCommands, FakeOptions } from './process';

/** Where a backend reaches an Argo CD, and with what. */
export interface Door {
  url: string;
  token: string;
}

/** One fake Argo CD, in a process of its own. */
export interface FakeInstance extends Remote<FakeCommands> {
  doors: Readonly<Record<string, Door>>;
  stop(): Promise<void>;
}

export async function startFakeArgoCD(
  options: FakeOptions,
): Promise<FakeInstance> {
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
