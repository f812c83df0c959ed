import type { KubeClient } from '../kube/KubeClient';
import type { Impersonation } from '../kube/types';

const namespace = 'argocd';
const name = 'argocd-application-controller';

/** Who writes what Argo CD delivers, but for workloads. */
export const argocdAccount: Impersonation = {
  user: `system:serviceaccount:${namespace}:${name}`,
};

/** Where there is no Argo CD: what its chart gives to its controller. */
export async function letArgocdWrite(kube: KubeClient): Promise<void> {
  await kube.apply({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'cluster-admin',
    },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
}
