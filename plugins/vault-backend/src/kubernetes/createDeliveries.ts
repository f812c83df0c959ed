import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { SourceState } from '@idp/plugin-vault-common';
import type { NamespaceOwnership } from '@idp/plugin-vault-node';
import { ClusterClient, type ClientLimits } from './client/ClusterClient';
import { loadLibrary, type ClientLibrary } from './client/library';
import { resources } from './client/resources';
import { ClusterDeliveries } from './ClusterDeliveries';
import { readClusters } from './config/readClusters';
import type { Deliveries, VaultPlace } from './Deliveries';
import { DeliveryIndex } from './state/DeliveryIndex';
import { ClusterWatch } from './watch/ClusterWatch';
import { defaultTimes, type InformerTimes } from './watch/Informer';

/** Deliveries of the clusters that the configuration names; nothing is asked before `start`. */
export function createDeliveries(options: {
  config: Config;
  logger: LoggerService;
  ownership: readonly NamespaceOwnership[];
  /** The Vaults of the configuration. */
  servers: readonly VaultPlace[];
  times?: Partial<InformerTimes>;
  limits?: Partial<ClientLimits>;
  now?: () => number;
  /** Tests have another way to load a module that is only there as ES module. */
  library?: () => Promise<ClientLibrary>;
}): Deliveries {
  const { config, limits, logger, ownership, servers, times } = options;
  const { clusters, left, secretMetadata, warnings } = readClusters(config);
  for (const warning of warnings) logger.warn(warning);
  const listeners = new Set<() => void>();
  const onChange = () => {
    for (const listener of listeners) listener();
  };
  const index = new DeliveryIndex({ places: servers, ownership, onChange });
  const since = new Date().toISOString();
  const unknown = (name: string, reason: string): SourceState => ({
    kind: 'cluster',
    name,
    state: 'unknown',
    since,
    reason,
  });
  const kinds = (
    Object.keys(resources) as Array<keyof typeof resources>
  ).filter(kind => kind !== 'secrets' || secretMetadata);

  return new ClusterDeliveries({
    index,
    left: left.map(({ name, reason }) => unknown(name, reason)),
    waiting: clusters.map(({ name }) =>
      unknown(name, 'has not been asked yet'),
    ),
    secretMetadata,
    listeners,
    logger,
    now: options.now ?? Date.now,
    async open() {
      if (clusters.length === 0) return [];
      const library = await (options.library ?? loadLibrary)();
      return clusters.map(
        cluster =>
          new ClusterWatch({
            client: new ClusterClient(library, cluster, limits),
            objects: index.addCluster(cluster.name),
            kinds,
            times: { ...defaultTimes, ...times },
            logger,
            onChange,
          }),
      );
    },
  });
}
