import fs from 'node:fs';
import path from 'node:path';
import type { Bed } from '../bed/Bed';
import { serviceAccount } from '../kube/accounts';
import { readObjects } from '../kube/definitions';
import { checkout } from '../lib/folders';
import { until } from '../lib/until';
import {
  selfInit,
  selfInitRequests,
  unseal,
  vault,
  type Vault,
} from '../services/vault/service';
import { signInToVault } from '../services/vault/signIn';

/** A snapshot, and what a person keeps outside of the cluster to open it. */
export interface VaultSnapshot {
  file: string;
  keys: Pick<Vault, 'unsealKey' | 'rootToken'>;
}

/** What the hourly Job does, by its own account. */
export async function takeSnapshot(bed: Bed): Promise<VaultSnapshot> {
  const { client, unsealKey, rootToken } = bed.take(vault);
  await bed.kube.apply(
    serviceAccount({ name: 'vault-snapshot', namespace: 'vault' }),
  );
  const token = await login(bed, 'snapshot', 'vault-snapshot');
  const file = bed.file('backup', 'vault.snap');
  fs.writeFileSync(
    file,
    await client.download('sys/storage/raft/snapshot', token),
  );
  return { file, keys: { unsealKey, rootToken } };
}

/** What the Job in kubernetes/shared/vault/restore does with an empty Vault, by its own account. */
export async function restoreVault(
  bed: Bed,
  { file, keys }: VaultSnapshot,
): Promise<void> {
  const accounts = readObjects(
    path.join(checkout, 'kubernetes/shared/vault/restore/service-account.yaml'),
  );
  for (const object of accounts) await bed.kube.apply(object);
  const { client } = bed.take(vault);
  const before = await login(bed, 'restore', 'vault-restore');
  await client.upload(
    'sys/storage/raft/snapshot-force',
    before,
    fs.readFileSync(file),
  );
  // From here on it is the old Vault; the seal key that was kept outside opens it.
  bed.leave(vault, { client, ...keys });
  await unseal(bed);
  // In a pod it would find this cluster's token in its files.
  const configure = selfInitRequests().find(
    ({ path: to }) => to === 'auth/kubernetes/config',
  )!;
  await selfInit(bed, configure, {});
  const token = await until('the restored Vault lets the Job in', () =>
    login(bed, 'restore', 'vault-restore'),
  );
  const { body } = await client.ask('LIST', 'identity/group-alias/id', {
    token,
  });
  for (const id of body?.data?.keys ?? [])
    await client.do('DELETE', `identity/group-alias/id/${id}`, { token });
  await client.do('POST', 'kv/data/vault/vault/restored', {
    token,
    body: { data: { snapshot: path.basename(file) } },
  });
  // What the second commit takes away again.
  for (const { metadata, ...of } of accounts)
    await bed.kube.delete(of, metadata.name, metadata.namespace);
}

async function login(bed: Bed, role: string, name: string): Promise<string> {
  const jwt = await bed.kube.token('vault', name, { audiences: ['vault'] });
  return signInToVault(bed, role, jwt);
}
