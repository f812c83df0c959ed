import { Router } from 'express';
import { systemClock } from '../../clock';
import { startFake, type Fake } from '../../fakes';
import { MOUNT, Vault, type VaultFault } from '../../world';
import { createVaultRouter } from '../createVaultRouter';
import { portalPolicy } from '../portalPolicy';

const DAY = 24 * 60 * 60 * 1000;
const OLDEST_DAYS = 200;

/**
 * A Vault with made-up paths, for measurements.
 *
 * @public
 */
export interface FakeVault extends Fake {
  /** Lists and reads metadata, and nothing else. */
  token: string;
  /** Of its engine. */
  mount: string;
  pathOf(index: number): string;
  /** Another version of a secret, as of now. */
  write(path: string): void;
  /** Takes a secret away with all its versions. */
  remove(path: string): void;
  seal(isSealed: boolean): void;
  fault(fault: VaultFault, isPresent: boolean): void;
}

/**
 * Starts a Vault on loopback, with secrets of one to five versions and up to 200 days.
 *
 * @param options.paths - how many
 * @param options.pathOf - of the secret with an index; `team-3/service-120/secret-2` when absent: five a service
 * @param options.latency - milliseconds until an answer comes; none when absent
 * @public
 */
export async function createFakeVault(options: {
  paths: number;
  pathOf?: (index: number) => string;
  latency?: number;
}): Promise<FakeVault> {
  const { paths, pathOf = defaultPath, latency = 0 } = options;
  const token = 'made-up';
  const vault = new Vault(systemClock);
  const now = Date.now();
  for (let index = 0; index < paths; index++) {
    const path = pathOf(index);
    const versions = 1 + (index % 5);
    const age = (index * 37) % OLDEST_DAYS;
    for (let version = versions - 1; version >= 0; version--) {
      vault.kv.write(path, {}, new Date(now - (age + version * 30) * DAY));
    }
  }

  const router = Router();
  if (latency > 0) router.use((_, __, next) => setTimeout(next, latency));
  router.use(
    createVaultRouter({
      vault,
      tokens: { [token]: 'portal' },
      portalPolicy: portalPolicy(),
    }),
  );
  const fake = await startFake({
    router,
    kindOf: ({ path, query }) =>
      `${path.replace(/^(\/v1\/[^/]+\/(?:metadata|data))\/.*/, '$1/{path}')}${
        query.list === 'true' ? '?list=true' : ''
      }`,
  });
  return {
    ...fake,
    token,
    mount: MOUNT,
    pathOf,
    write: path => void vault.kv.write(path, {}),
    remove: path => vault.kv.remove(path),
    seal: isSealed => {
      vault.sealed = isSealed;
    },
    fault: (fault, isPresent) => vault.fault(fault, isPresent),
  };
}

function defaultPath(index: number): string {
  const service = Math.floor(index / 5);
  return `team-${Math.floor(service / 20)}/service-${service}/secret-${
    index % 5
  }`;
}
