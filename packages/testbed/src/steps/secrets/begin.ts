import type { Bed } from '../../bed/Bed';
import { beginVault } from '../../birth/beginVault';
import { distributeAuthority } from '../../birth/distributeAuthority';
import { serviceAccount } from '../../kube/accounts';
import { platformNamespace } from '../../kube/platformNamespace';
import type { KubeObject } from '../../kube/types';
import { deliveries } from '../../repository/delivered';
import { tenantObjects } from '../../repository/tenantObjects';
import { configToken } from '../../services/vault/configUnderstudies';
import { vault } from '../../services/vault/service';
import { argocdAccount, letArgocdWrite } from '../argocdAccount';
import { serveOpenly } from '../serveOpenly';
import type { Step } from '../types';

/** Vault begins as its file says; the rights, the policies and the boundary of a tenant are there. */
export const begin: Step = {
  name: 'vault-begins',
  shows: true,
  profile: 'secrets',
  what: 'Vault takes every request of its self-initialisation, and vault-config’s account may write what a boundary declares',
  async run(bed, report) {
    await beginVault(bed, report);
    const { kube } = bed;
    const everything = await deliveries('local');
    const objects = everything.flatMap(delivery => delivery.objects);
    await serveOpenly(kube, report, objects);
    await giveRights(bed);
    for (const { of, objects: own } of everything) {
      if (of.kind !== 'component') continue;
      if (of.component !== 'rbac' && of.component !== 'policy') continue;
      for (const object of own) await kube.apply(object, { as: argocdAccount });
    }
    distributeAuthority(bed, report);
    for (const name of ['backstage', 'secret-writer']) {
      await kube.apply(serviceAccount({ name, namespace: 'backstage' }));
    }
    await report.check('the boundary of demo applies', async () => {
      const { boundary } = await tenantObjects('demo');
      const namespace = boundary.filter(({ kind }) => kind === 'Namespace');
      const others = boundary.filter(({ kind }) => kind !== 'Namespace');
      for (const object of [...namespace, ...others])
        await kube.apply(object, { as: argocdAccount });
    });
    await report.check(
      'vault-config’s own account may write the policy and the group of demo, and no other policy',
      () => asVaultConfig(bed),
    );
  },
};

async function giveRights({ kube }: Bed) {
  for (const name of ['argocd', 'vault', 'backstage']) {
    await kube.apply(platformNamespace(name));
  }
  await letArgocdWrite(kube);
}

/** What vault-config-operator would do with the objects of a boundary, by the account that it does it with. */
async function asVaultConfig(bed: Bed) {
  const { client } = bed.take(vault);
  const token = await configToken(bed);
  const { boundary } = await tenantObjects('demo');
  const policy = objectOf(boundary, 'Policy');
  const group = objectOf(boundary, 'Group');
  await client.do('PUT', `sys/policies/acl/${policy.metadata.name}`, {
    token,
    body: { policy: policy.spec.policy },
  });
  await client.do('POST', `identity/group/name/${group.metadata.name}`, {
    token,
    body: { type: group.spec.type, policies: group.spec.policies },
  });
  for (const name of ['portal', 'own-namespace', 'root-of-everything']) {
    const { status } = await client.ask('PUT', `sys/policies/acl/${name}`, {
      token,
      body: { policy: 'path "kv/*" { capabilities = ["read"] }' },
    });
    if (status !== 403) throw new Error(`policy ${name}: ${status}`);
  }
  const { status } = await client.ask('GET', 'kv/data/tenant-demo/hello/x', {
    token,
  });
  if (status !== 403) throw new Error(`reading a secret: ${status}`);
}

function objectOf(objects: KubeObject[], kind: string): KubeObject {
  const found = objects.find(object => object.kind === kind);
  if (!found) throw new Error(`The boundary has no ${kind}.`);
  return found;
}
