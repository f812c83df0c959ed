import type { Bed } from '../../bed/Bed';
import { play } from '../../kube/understudies';
import type { KubeObject } from '../../kube/types';
import fs from 'node:fs';
import { deliveries } from '../../repository/delivered';
import { tenantObjects } from '../../repository/tenantObjects';
import { pki } from '../../services/kube';
import {
  selfInit,
  selfInitRequests,
  vault,
  vaultAccount,
} from '../../services/vault/service';
import { serveOpenly } from '../serveOpenly';
import type { Report, Step } from '../types';

const argocd = {
  user: 'system:serviceaccount:argocd:argocd-application-controller',
};

/** Vault begins as its file says; the rights, the policies and the boundary of a tenant are there. */
export const begin: Step = {
  name: 'vault-begins',
  shows: true,
  profile: 'secrets',
  what: 'Vault takes every request of its self-initialisation, and vault-config’s account may write what a boundary declares',
  async run(bed, report) {
    await vaultAccount(bed);
    const responses = {};
    for (const request of selfInitRequests()) {
      await report.check(
        `self-initialisation: ${request.block}/${request.name}`,
        () => selfInit(bed, request, responses),
      );
    }
    const { kube } = bed;
    const everything = await deliveries('local');
    const objects = everything.flatMap(delivery => delivery.objects);
    await serveOpenly(kube, report, objects);
    await giveRights(bed);
    for (const { of, objects: own } of everything) {
      if (of.kind !== 'component') continue;
      if (of.component !== 'rbac' && of.component !== 'policy') continue;
      for (const object of own) await kube.apply(object, { as: argocd });
    }
    distributeAuthority(bed, report);
    await report.check('the boundary of demo applies', async () => {
      const { boundary } = await tenantObjects('demo');
      const namespace = boundary.filter(({ kind }) => kind === 'Namespace');
      const others = boundary.filter(({ kind }) => kind !== 'Namespace');
      for (const object of [...namespace, ...others])
        await kube.apply(object, { as: argocd });
    });
    await report.check(
      'vault-config’s own account may write the policy and the group of demo, and no other policy',
      () => asVaultConfig(bed),
    );
  },
};

async function giveRights({ kube }: Bed) {
  for (const name of ['argocd', 'vault', 'backstage']) {
    await kube.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: {
          'platform.idp/kind': 'platform',
          'platform.idp/component': name,
          'platform.idp/owner': 'platform',
        },
      },
    });
  }
  await kube.apply({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'argocd-application-controller' },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'cluster-admin',
    },
    subjects: [
      {
        kind: 'ServiceAccount',
        name: 'argocd-application-controller',
        namespace: 'argocd',
      },
    ],
  });
}

/** trust-manager brings the certificate of the platform's authority to every namespace. */
function distributeAuthority(bed: Bed, report: Report) {
  const { kube } = bed;
  const authority = fs.readFileSync(bed.take(pki).ca.cert, 'utf8');
  const namespaces = { apiVersion: 'v1', kind: 'Namespace' };
  const done = new Set<string>();
  report.leftOut(
    'trust-manager',
    'the step brings the authority’s certificate to namespaces',
  );
  play(kube, [
    {
      of: namespaces,
      plays: 'trust-manager',
      status: object => {
        const { name, labels } = object.metadata;
        if (labels?.['platform.idp/kind'] && !done.has(name)) {
          done.add(name);
          bringAuthority(bed, name, authority).catch(() => done.delete(name));
        }
        return undefined;
      },
    },
  ]);
}

async function bringAuthority(
  { kube }: Bed,
  namespace: string,
  authority: string,
): Promise<void> {
  await kube.apply(
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'platform-ca', namespace },
      data: { 'ca.crt': authority },
    },
    {
      as: {
        user: 'system:serviceaccount:trust-manager:trust-manager',
        groups: ['system:masters'],
      },
    },
  );
}

/** What vault-config-operator would do with the objects of a boundary, by the account that it does it with. */
async function asVaultConfig(bed: Bed) {
  const { kube } = bed;
  const { client } = bed.take(vault);
  await kube.apply({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'vault-config', namespace: 'vault' },
  });
  const login = await client.do('POST', 'auth/kubernetes/login', {
    body: {
      role: 'vault-config',
      jwt: await kube.token('vault', 'vault-config'),
    },
  });
  const token: string = login.auth.client_token;
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
