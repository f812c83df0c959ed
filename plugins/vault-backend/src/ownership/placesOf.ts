import type { ServerConfig } from '../config/readServer';
import type { VaultPlace } from '../kubernetes/Deliveries';

/** The Vaults of the configuration, as stores in clusters name them. */
export function placesOf(servers: readonly ServerConfig[]): VaultPlace[] {
  return servers.map(
    ({
      addresses,
      baseUrl,
      clusters,
      engines,
      name,
      namespace,
      publicUrl,
    }) => ({
      name,
      addresses: [baseUrl, ...(publicUrl ? [publicUrl] : []), ...addresses],
      namespace,
      clusters,
      mounts: engines.map(({ mount }) => mount),
    }),
  );
}
