import type { Config } from '@backstage/config';
import { readTimeout } from '@idp/upstream';
import { readInventory, type InventoryConfig } from './readInventory';
import { readOwners, type OwnerRule } from './readOwners';
import { readRotation, type RotationRules } from './readRotation';
import { readServer, type ServerConfig } from './readServer';

export interface VaultConfig {
  servers: ServerConfig[];
  owners: OwnerRule[];
  rotation: RotationRules;
  inventory: InventoryConfig;
  timeouts: { connectMs?: number; answerMs?: number };
  /** What is accepted and has no effect, in words. */
  warnings: string[];
}

/** Reads `vault`, or says which key is wrong and what to write. */
export function readConfig(root: Config): VaultConfig {
  const config = root.getOptionalConfig('vault');
  const servers = readServers(config);
  const names = servers.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) {
    throw new Error(
      `vault.servers names '${twice}' twice: give each its own name`,
    );
  }
  return {
    servers,
    owners: readOwners(
      config?.getOptionalConfigArray('owners') ?? [],
      'vault.owners',
      names,
    ),
    rotation: readRotation(config?.getOptionalConfig('rotation')),
    inventory: readInventory(config?.getOptionalConfig('inventory')),
    timeouts: {
      connectMs: readTimeout(config, 'timeouts.connect', 'vault'),
      answerMs: readTimeout(config, 'timeouts.answer', 'vault'),
    },
    warnings: config?.has('schedule')
      ? [
          'vault.schedule has no effect: tokens are renewed before they end. How often Vault is looked at is vault.inventory.schedule',
        ]
      : [],
  };
}

/** Several, or the one that the keys of the community plugin name. */
function readServers(config: Config | undefined): ServerConfig[] {
  if (!config) return [];
  const several = config.getOptionalConfigArray('servers');
  if (!several) {
    return config.has('baseUrl')
      ? [readServer(config, 'vault', { name: 'vault' })]
      : [];
  }
  if (config.has('baseUrl')) {
    throw new Error(
      'vault has both baseUrl and servers: write the one of baseUrl into servers, too',
    );
  }
  return several.map((item, at) =>
    readServer(item, `vault.servers[${at}]`, { name: item.getString('name') }),
  );
}
