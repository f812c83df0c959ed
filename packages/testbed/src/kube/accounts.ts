import type { KubeObject } from './types';

/** A service account, by its name and namespace. */
export interface Account {
  name: string;
  namespace: string;
}

export const serviceAccount = ({ name, namespace }: Account): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, namespace },
});

/** Gives a cluster role to an account, in the whole cluster. */
export const clusterRoleBinding = (
  name: string,
  role: string,
  account: Account,
): KubeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name },
  roleRef: {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: role,
  },
  subjects: [{ kind: 'ServiceAccount', ...account }],
});
