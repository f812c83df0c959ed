import type { Request } from 'express';
import { MOUNT, type Vault } from '../world';
import { envelope, permissionDenied } from './answers';
import type { Rule } from './policies';

/** What the stand-in says of itself; its answers are held against OpenBao's and Vault's. */
export const VAULT_VERSION = '2.6.0+sandbox';

const CLUSTER = {
  cluster_name: 'vault-sandbox',
  cluster_id: '00000000-0000-4000-8000-000000000001',
};

/** `sys/health`: its status says how the instance stands, unless the query names others. */
export function health(
  vault: Vault,
  query: Request['query'],
): { status: number; body: object } {
  const { sealed } = vault;
  const standby = !sealed && vault.has('standby');
  const code = (name: string, standard: number) =>
    Number(query[name]) || standard;
  const status = (() => {
    if (sealed) return code('sealedcode', 503);
    if (standby && query.standbyok === undefined)
      return code('standbycode', 429);
    return code('activecode', 200);
  })();
  return {
    status,
    body: {
      initialized: true,
      sealed,
      standby: sealed || standby,
      performance_standby: false,
      replication_performance_mode: sealed ? 'unknown' : 'disabled',
      replication_dr_mode: sealed ? 'unknown' : 'disabled',
      server_time_utc: Math.floor(vault.clock.now().getTime() / 1000),
      version: VAULT_VERSION,
      ...(!sealed && CLUSTER),
    },
  };
}

/** `sys/seal-status`. */
export function sealStatus({ sealed }: Vault): object {
  return {
    type: 'shamir',
    initialized: true,
    sealed,
    t: 3,
    n: 5,
    progress: 0,
    nonce: '',
    version: VAULT_VERSION,
    build_date: '2026-01-01T00:00:00Z',
    migration: false,
    ...(!sealed && CLUSTER),
    recovery_seal: false,
    storage_type: 'raft',
  };
}

/** `sys/leader`. */
export const leader = (vault: Vault) => ({
  ha_enabled: true,
  is_self: !vault.has('standby'),
  active_time: '0001-01-01T00:00:00Z',
  leader_address: '',
  leader_cluster_address: '',
  performance_standby: false,
  performance_standby_last_remote_wal: 0,
});

/** `sys/internal/ui/mounts/kv`: what the engine is, for who may do anything below it. */
export function mountOf(vault: Vault, may: readonly Rule[]): object {
  const hasAny = may.some(
    ({ pattern, capabilities }) =>
      (pattern === '*' || pattern.startsWith(`${MOUNT}/`)) &&
      !capabilities.includes('deny'),
  );
  if (!hasAny || vault.has('no-mount')) throw permissionDenied();
  return envelope({
    data: {
      accessor: 'kv_00000000',
      config: {
        default_lease_ttl: 2_764_800,
        force_no_cache: false,
        max_lease_ttl: 2_764_800,
      },
      description: '<namespace>/<component or workload>/<secret>',
      external_entropy_access: false,
      local: false,
      options: { version: '2' },
      path: `${MOUNT}/`,
      seal_wrap: false,
      type: 'kv',
      uuid: '00000000-0000-4000-8000-000000000002',
    },
  });
}
