import type { KubeClient } from '../../kube/KubeClient';

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment' };
const namespace = 'tenant-payments';
const name = 'orders';

/** How many replicas the workload orders has. */
export async function replicas(kube: KubeClient): Promise<number | undefined> {
  return (await kube.get(deployment, name, namespace))?.spec.replicas;
}

/** What somebody does in an emergency who is allowed to, and what Argo CD reverts. */
export async function scaleByHand(kube: KubeClient): Promise<void> {
  await kube.patch(
    deployment,
    name,
    namespace,
    { spec: { replicas: 5 } },
    { as: { user: 'oidc:person', groups: ['oidc:platform-break-glass'] } },
  );
}
