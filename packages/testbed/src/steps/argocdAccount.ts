import { clusterRoleBinding } from '../kube/accounts';
import type { KubeClient } from '../kube/KubeClient';
import type { Impersonation } from '../kube/types';
import { until } from '../lib/until';

const account = {
  namespace: 'argocd',
  name: 'argocd-application-controller',
};

/** Who writes what Argo CD delivers, but for workloads. */
export const argocdAccount: Impersonation = {
  user: `system:serviceaccount:${account.namespace}:${account.name}`,
};

/** Where there is no Argo CD: what its chart gives to its controller. */
export async function letArgocdWrite(kube: KubeClient): Promise<void> {
  await kube.apply(clusterRoleBinding(account.name, 'cluster-admin', account));
  // The server learns of a binding a moment later than its store.
  await until('the rights of Argo CD’s account are known', async () => {
    const { status } = await kube.request({
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      body: {
        spec: { resourceAttributes: { verb: '*', group: '*', resource: '*' } },
      },
      as: argocdAccount,
    });
    return status.allowed;
  });
}
