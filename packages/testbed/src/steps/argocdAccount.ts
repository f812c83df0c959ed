import { clusterRoleBinding } from '../kube/accounts';
import type { KubeClient } from '../kube/KubeClient';
import type { Impersonation } from '../kube/types';

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
}
