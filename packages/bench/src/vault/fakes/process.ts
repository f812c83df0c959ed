// Run as a process of its own, so that its work is in no figure: one Vault for each backend, with the same paths, so that what
// one asks is told from what the others ask, and a cluster.
import { createFakeKubernetes } from '../../../../sandbox/src/kubernetes/fake';
import {
  createFakeVault,
  type FakeVault,
} from '../../../../sandbox/src/vault/fake';
import { doorOf, doorsOf, type Door } from '../../lib/plugins/Door';
import { serveCommands } from '../../lib/plugins/startProcess';
import {
  DELIVERIES,
  externalSecretAt,
  MOUNT,
  pathAt,
  service,
  VAULT_ADDRESS,
} from '../scene';

/** Milliseconds of an answer: what a Vault takes that is near and has little to do. */
const LATENCY = 2;
const SAMPLE_MS = 1000;

export interface FakeOptions {
  paths: number;
  /** Who asks. */
  backends: readonly string[];
}

export interface FakeDoors {
  vaults: Record<string, Door>;
  kubernetes: Door;
}

export interface VaultCalls {
  calls: number;
  bytes: number;
  byPath: Record<string, number>;
}

/** What the bench may ask for. */
export interface FakeCommands {
  /** What a backend asked of its Vault since the last time. */
  take(backend: string): VaultCalls;
  /** What was asked of the cluster since the last time. A watch ends after some minutes and is opened anew, whoever looks. */
  takeKubernetes(): { calls: number; watches: number };
  /** Requests a second, for each second or so since the last time in which there were any. */
  rates(backend: string): number[];
  /** New secrets for one service, everywhere; their paths. */
  add(count: number): string[];
  /** Secrets that go, everywhere. */
  remove(paths: string[]): void;
}

async function begin({ paths, backends }: FakeOptions) {
  const vaults = new Map<string, FakeVault>();
  for (const backend of backends) {
    vaults.set(
      backend,
      await createFakeVault({ paths, pathOf: pathAt, latency: LATENCY }),
    );
  }
  const kubernetes = await createFakeKubernetes({
    externalSecrets: (paths / service(0).paths.length) * DELIVERIES,
    externalSecretOf: externalSecretAt,
    vaultUrl: VAULT_ADDRESS,
    mount: MOUNT,
  });
  const samples = sampleRates(vaults);
  let added = 0;
  const commands: FakeCommands = {
    take(backend) {
      const vault = vaults.get(backend)!;
      const { total: calls, bytes, byPath } = vault.counts();
      samples.forget(backend);
      vault.resetCounts();
      return { calls, bytes, byPath };
    },
    takeKubernetes() {
      const { total, byPath } = kubernetes.counts();
      kubernetes.resetCounts();
      const watches = Object.entries(byPath)
        .filter(([kind]) => kind.endsWith('?watch'))
        .reduce((sum, [, count]) => sum + count, 0);
      return { calls: total - watches, watches };
    },
    rates: backend => samples.take(backend),
    add(count) {
      const made = Array.from(
        { length: count },
        () => `${service(0).folder}/added-${added++}`,
      );
      for (const vault of vaults.values()) made.forEach(vault.write);
      return made;
    },
    remove(gone) {
      for (const vault of vaults.values()) gone.forEach(vault.remove);
    },
  };
  const started: FakeDoors = {
    vaults: doorsOf(vaults),
    kubernetes: doorOf(kubernetes),
  };
  return { started, commands };
}

/** Looks each second how many requests there were. */
function sampleRates(vaults: ReadonlyMap<string, FakeVault>) {
  const rates = new Map<string, number[]>();
  const counted = new Map<string, number>();
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    const seconds = (now - last) / 1000;
    last = now;
    for (const [name, vault] of vaults) {
      const { total } = vault.counts();
      const calls = total - (counted.get(name) ?? 0);
      counted.set(name, total);
      if (calls > 0)
        rates.set(name, [...(rates.get(name) ?? []), calls / seconds]);
    }
  }, SAMPLE_MS).unref();
  return {
    take(name: string) {
      const found = rates.get(name) ?? [];
      rates.delete(name);
      return found;
    },
    forget(name: string) {
      counted.delete(name);
    },
  };
}

serveCommands(begin);
