import fs from 'node:fs';
import type { Bed } from '../bed/Bed';
import type { Service } from '../bed/types';
import { clusterRoleBinding, serviceAccount } from '../kube/accounts';
import { ensureDefinitions } from '../kube/definitions';
import { writeKubeconfig } from '../kube/kubeconfig';
import { platformNamespace } from '../kube/platformNamespace';
import { answers } from '../lib/http';
import { pki } from './kube';
import { clusterNames } from './vault/service';

const account = { namespace: 'external-secrets', name: 'external-secrets' };
const role = 'external-secrets-controller';

/** What its chart gives to the controller, as far as the kinds are served here. */
const rules = [
  {
    apiGroups: ['external-secrets.io', 'generators.external-secrets.io'],
    resources: ['*'],
    verbs: ['*'],
  },
  {
    apiGroups: [''],
    resources: ['secrets'],
    verbs: ['get', 'list', 'watch', 'create', 'update', 'delete', 'patch'],
  },
  {
    apiGroups: [''],
    resources: ['serviceaccounts', 'namespaces', 'configmaps'],
    verbs: ['get', 'list', 'watch'],
  },
  {
    apiGroups: [''],
    resources: ['serviceaccounts/token'],
    verbs: ['create'],
  },
  { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
  {
    apiGroups: ['events.k8s.io'],
    resources: ['events'],
    verbs: ['create', 'patch'],
  },
];

export const externalSecrets: Service = {
  name: 'external-secrets',
  components: ['external-secrets', 'crds'],
  needs: ['vault'],
  ports: ['external-secrets-metrics', 'external-secrets-live'],
  async prepare(bed) {
    await ensureDefinitions(bed);
    if (!fs.existsSync(externalSecretsKubeconfig(bed))) await makeAccount(bed);
  },
  command: bed => ({
    command: bed.binary('external-secrets'),
    args: [
      `--metrics-addr=127.0.0.1:${bed.ports.get('external-secrets-metrics')}`,
      `--live-addr=127.0.0.1:${bed.ports.get('external-secrets-live')}`,
      '--enable-leader-election=false',
      '--concurrent=4',
      '--store-requeue-interval=30s',
      // Our policies refuse what is for all namespaces, and nothing is pushed here.
      '--enable-cluster-store-reconciler=false',
      '--enable-cluster-external-secret-reconciler=false',
      '--enable-cluster-push-secret-reconciler=false',
      '--enable-push-secret-reconciler=false',
      '--enable-generator-state=false',
    ],
    env: { ...clusterNames(bed), KUBECONFIG: externalSecretsKubeconfig(bed) },
  }),
  ready: bed => answers(`${bed.url('external-secrets-metrics')}/metrics`),
};

/** Where its kubeconfig lies, with a token of its account. */
export function externalSecretsKubeconfig(bed: Bed): string {
  return bed.file('credentials', 'external-secrets.kubeconfig');
}

/** It acts as the service account of its chart, whose name the policies know, with the rights of its chart. */
async function makeAccount(bed: Bed) {
  const { kube } = bed;
  await kube.apply(platformNamespace(account.namespace));
  await kube.apply(serviceAccount(account));
  await kube.apply({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: role },
    rules,
  });
  await kube.apply(clusterRoleBinding(role, role, account));
  writeKubeconfig(externalSecretsKubeconfig(bed), {
    server: kube.server,
    ca: bed.take(pki).ca.cert,
    user: { token: await kube.token(account.namespace, account.name) },
  });
}
