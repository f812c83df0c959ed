import fs from 'node:fs';
import path from 'node:path';
import { type Bed, Fact } from '../../bed/Bed';
import type { Service } from '../../bed/types';
import { clusterRoleBinding, serviceAccount } from '../../kube/accounts';
import { signer } from '../../kube/pki';
import { checkout } from '../../lib/folders';
import { until } from '../../lib/until';
import { NameProxy } from '../../process/NameProxy';
import { readObjects } from '../../kube/definitions';
import { pki } from '../kube';
import { evaluated, type InitRequest, readSelfInit } from './selfInit';
import { VaultClient } from './VaultClient';

export interface Vault {
  client: VaultClient;
  /** Opens it after it was started again. */
  unsealKey: string;
  /** OpenBao keeps none; here it stands for what OpenBao does with itself, and for a person who signed in. */
  rootToken: string;
}

export const vault = new Fact<Vault>('Vault');
const proxy = new Fact<NameProxy>('proxy of names');

/** Where processes find others by the names that they have in a cluster. */
export const clusterNames = (bed: Bed): Record<string, string> => ({
  HTTPS_PROXY: bed.url('name-proxy'),
  // The API server's own address is that of this machine, which no proxy is asked for.
  NO_PROXY: '127.0.0.1,localhost',
});

export const vaultService: Service = {
  name: 'vault',
  components: ['vault'],
  needs: ['kube-controller-manager'],
  ports: ['vault', 'vault-cluster', 'name-proxy'],
  async prepare(bed) {
    if (bed.has(proxy)) return; // started again
    const { folder, ca } = bed.take(pki);
    const { cert, key } = signer(folder, ca)(
      'vault',
      '/CN=vault',
      'serverAuth',
      'IP:127.0.0.1,DNS:vault.vault.svc',
    );
    fs.writeFileSync(configFile(bed), config(bed, cert, key));
    const names = new NameProxy()
      .lead('vault.vault.svc:8200', bed.ports.get('vault'))
      .lead('kubernetes.default.svc:443', bed.ports.get('kube-apiserver'));
    await bed.ports.release('name-proxy');
    await names.listen(bed.ports.get('name-proxy'));
    bed.leave(proxy, names);
  },
  command: bed => ({
    command: bed.binary('vault'),
    args: ['server', `-config=${configFile(bed)}`],
    env: clusterNames(bed),
  }),
  async ready(bed) {
    // It answers, be it sealed or not yet begun.
    const { status } = await clientOf(bed).ask('GET', 'sys/health');
    return status > 0;
  },
  async settle(bed) {
    if (bed.has(vault)) return;
    const client = clientOf(bed);
    const { keys_base64: keys, root_token: rootToken } = await client.do(
      'PUT',
      'sys/init',
      { body: { secret_shares: 1, secret_threshold: 1 } },
    );
    bed.leave(vault, { client, rootToken, unsealKey: keys[0] });
    await unseal(bed);
    bed.secretFile('vault-root.token', rootToken);
  },
  addresses: bed => [
    {
      what: 'Vault',
      url: bed.url('vault', 'https'),
      credentials: bed.file('credentials', 'vault-root.token'),
    },
  ],
};

/** What the platform's own seal does by itself. */
export async function unseal(bed: Bed): Promise<void> {
  const { client, unsealKey } = bed.take(vault);
  await until('Vault is open', async () => {
    await client.do('PUT', 'sys/unseal', { body: { key: unsealKey } });
    const { status } = await client.ask('GET', 'sys/health');
    return status === 200;
  });
}

/** The requests of kubernetes/vault/base/self-init.hcl. */
export function selfInitRequests(): InitRequest[] {
  return readSelfInit(
    fs.readFileSync(
      path.join(checkout, 'kubernetes/vault/base/self-init.hcl'),
      'utf8',
    ),
  );
}

/**
 * Does with Vault what OpenBao does with itself: one request of the file. In a pod both find the API server's authority
 * and their own token in their files; here they are said.
 */
export async function selfInit(
  bed: Bed,
  { block, name, operation, path: to, data }: InitRequest,
  responses: Record<string, Record<string, unknown>>,
): Promise<void> {
  const { client, rootToken } = bed.take(vault);
  const body = Object.fromEntries(
    Object.entries(data ?? {}).map(([key, value]) => [
      key,
      evaluated(value, responses),
    ]),
  );
  if (to === 'auth/kubernetes/config') {
    body.kubernetes_ca_cert = fs.readFileSync(bed.take(pki).ca.cert, 'utf8');
    body.token_reviewer_jwt = await bed.kube.token('vault', 'vault');
    body.disable_local_ca_jwt = true;
  }
  const answer = await client.do(operation === 'read' ? 'GET' : 'POST', to, {
    token: rootToken,
    body: operation === 'read' ? undefined : body,
  });
  responses[block] = { ...responses[block], [name]: answer };
}

/** The account that Vault runs as, with the rights that this repository and the chart give it. */
export async function vaultAccount(bed: Bed): Promise<void> {
  const folder = path.join(checkout, 'kubernetes/vault/base');
  const { kube } = bed;
  await kube.apply(readObjects(path.join(folder, 'namespace.yaml'))[0]);
  const account = { name: 'vault', namespace: 'vault' };
  await kube.apply(serviceAccount(account));
  for (const object of readObjects(path.join(folder, 'rbac.yaml'))) {
    if (object.kind.startsWith('Cluster')) await kube.apply(object);
  }
  // The chart's server.authDelegator.
  const delegator = 'system:auth-delegator';
  await kube.apply(
    clusterRoleBinding('vault-server-binding', delegator, account),
  );
}

function clientOf(bed: Bed): VaultClient {
  return bed.has(vault)
    ? bed.take(vault).client
    : new VaultClient(bed.url('vault', 'https'), bed.take(pki).ca.cert);
}

function configFile(bed: Bed): string {
  return bed.file('vault', 'vault.hcl');
}

function config(bed: Bed, cert: string, key: string): string {
  return `ui = false
disable_mlock = true
api_addr = "${bed.url('vault', 'https')}"
cluster_addr = "${bed.url('vault-cluster', 'https')}"
listener "tcp" {
  address         = "127.0.0.1:${bed.ports.get('vault')}"
  cluster_address = "127.0.0.1:${bed.ports.get('vault-cluster')}"
  tls_cert_file   = "${cert}"
  tls_key_file    = "${key}"
}
storage "raft" {
  path    = "${bed.dir('vault', 'data')}"
  node_id = "testbed"
}
`;
}
