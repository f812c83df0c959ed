import { mockServices } from '@backstage/backend-test-utils';
import type { NamespaceOwnership } from '@idp/plugin-vault-node';
import type { ClientLibrary } from '../client/library';
import { createDeliveries } from '../createDeliveries';
import type { Deliveries, VaultPlace } from '../Deliveries';
import { configOf, type FakeCluster } from './FakeCluster';
import { NOW, VAULT_URL } from './objects';

export const PLACE: VaultPlace = {
  name: 'main',
  addresses: [VAULT_URL],
  mounts: ['kv'],
};

/** Times short enough to test with, and waits that no test depends on. */
const TIMES = {
  openMs: 2_000,
  idleMs: 20_000,
  soonMs: 0,
  firstRetryMs: 5,
  maxRetryMs: 20,
  mendMs: 5,
};

/** The official client, which Jest cannot import as the backend does. */
export function loadClient(): ClientLibrary {
  return jest.requireActual('@kubernetes/client-node');
}

export interface StartedDeliveries {
  deliveries: Deliveries;
  warned: ReturnType<typeof mockServices.logger.mock>['warn'];
}

export function startDeliveries(
  clusters: Record<string, FakeCluster>,
  options: {
    vaultKubernetes?: { secretMetadata?: boolean; clusters?: string[] };
    servers?: VaultPlace[];
    ownership?: NamespaceOwnership[];
    times?: Parameters<typeof createDeliveries>[0]['times'];
    limits?: Parameters<typeof createDeliveries>[0]['limits'];
  } = {},
): StartedDeliveries {
  const logger = mockServices.logger.mock();
  const deliveries = createDeliveries({
    config: mockServices.rootConfig({
      data: {
        kubernetes: configOf(clusters),
        vault: { kubernetes: options.vaultKubernetes ?? {} },
      },
    }),
    logger,
    ownership: options.ownership ?? [],
    servers: options.servers ?? [PLACE],
    times: { ...TIMES, ...options.times },
    limits: options.limits,
    now: () => NOW,
    library: async () => loadClient(),
  });
  deliveries.start();
  return { deliveries, warned: logger.warn };
}

/** Waits until something holds, as long as a busy machine may need. */
export async function eventually<T>(
  read: () => T | undefined | false,
): Promise<T> {
  const end = performance.now() + 15_000;
  for (;;) {
    const value = read();
    if (value !== undefined && value !== false) return value;
    if (performance.now() > end) {
      throw new Error(`It did not come to hold: ${read}`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, 5);
    });
  }
}
