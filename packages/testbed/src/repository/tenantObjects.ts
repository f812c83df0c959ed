import { deliveries } from './delivered';
import type { KubeObject } from '../kube/types';

/** What the example tenant's boundary, and its workload, render to for the local environment. */
export async function tenantObjects(tenant: string): Promise<{
  boundary: KubeObject[];
  workloads: KubeObject[];
}> {
  const all = await deliveries('local');
  const of = (kind: 'boundary' | 'workload') =>
    all
      .filter(
        delivery => delivery.of.kind === kind && delivery.of.tenant === tenant,
      )
      .flatMap(({ objects }) => objects);
  return { boundary: of('boundary'), workloads: of('workload') };
}
