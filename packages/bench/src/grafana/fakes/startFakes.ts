import path from 'node:path';
import {
  startProcess,
  type RemoteProcess,
} from '../../lib/plugins/startProcess';
import { root } from '../../lib/portal';
import type { Doors, FakeCommands } from './process';

export type { Doors, Taken } from './process';

/** Starts a Grafana and a Prometheus for each of some backends, in a process of their own. */
export const startFakes = (
  backends: readonly string[],
): Promise<RemoteProcess<Record<string, Doors>, FakeCommands>> =>
  startProcess(path.join(root, 'packages/bench/src/grafana/fakes/process.ts'), {
    backends,
  });
