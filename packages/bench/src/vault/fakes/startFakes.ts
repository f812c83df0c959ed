import path from 'node:path';
import { startProcess } from '../../lib/plugins/startProcess';
import { root } from '../../lib/portal';
import type { FakeCommands, FakeDoors, FakeOptions } from './process';

/** The Vaults and the cluster, in a process of their own. */
export type Fakes = Awaited<ReturnType<typeof startFakes>>;

export const startFakes = (options: FakeOptions) =>
  startProcess<FakeDoors, FakeCommands>(
    path.join(root, 'packages/bench/src/vault/fakes/process.ts'),
    options,
  );
