// Run as a process of its own, so that its work is in no figure: one Argo CD, as each backend sees it. Each has its own, with
// the same Applications, so that what one asks is told from what the others ask.
import {
  createFakeArgoCD,
  type FakeArgoCD,
} from '../../../../sandbox/src/argocd';
import { doorsOf } from '../../lib/plugins/Door';
import { serveCommands } from '../../lib/plugins/startProcess';
import { applicationAt, NAMESPACE } from '../scene';

export interface FakeOptions {
  instance: string;
  applications: number;
  /** Who asks. */
  backends: readonly string[];
}

export interface Asked {
  calls: number;
  bytes: number;
  /** Calls by method and path. */
  byPath: Record<string, number>;
}

/** What the bench may ask for. */
export interface FakeCommands {
  /** Requests and bytes since the last time; streams are counted when they are opened. */
  take(backend: string): Asked;
  /** From now on a black hole for one backend. */
  hang(backend: string): void;
  /** Another image for an Application, everywhere; when that was, in milliseconds since 1970. */
  change(name: string, image: string): number;
}

async function begin({ instance, applications, backends }: FakeOptions) {
  const fakes = new Map<string, FakeArgoCD>();
  for (const backend of backends) {
    fakes.set(
      backend,
      await createFakeArgoCD({
        applications,
        latency: 'measured',
        nameOf: index => applicationAt(instance, index).name,
        labelsOf: index => applicationAt(instance, index).labels,
      }),
    );
  }
  const commands: FakeCommands = {
    take(backend) {
      const fake = fakes.get(backend)!;
      const { total, bytes, byPath } = fake.counts();
      fake.resetCounts();
      return { calls: total, bytes, byPath };
    },
    hang: backend => fakes.get(backend)!.hang(),
    change(name, image) {
      for (const fake of fakes.values()) {
        fake.change(NAMESPACE, name, { summary: { images: [image] } });
      }
      return Date.now();
    },
  };
  return { started: doorsOf(fakes), commands };
}

serveCommands(begin);
