import { namespaceOf } from '@idp/platform-contract';
import type { PolicySet } from './compile';
import { evaluatePolicies } from './evaluate';
import { reviewOf, serviceAccount } from './review';
import type { KubernetesObject } from './types';

/**
 * An object that the cluster would refuse, and what its policy tells the developer to do.
 *
 * @public
 */
export interface Refusal {
  /** `<kind>/<name>` */
  object: string;
  policy: string;
  message: string;
}

/**
 * What the cluster would refuse of a tenant's rendered objects, when Argo CD applies them: a boundary as itself, a
 * workload as the deployer of its tenant.
 *
 * @public
 */
export function tenantRefusals(
  set: PolicySet,
  options: {
    tenant: string;
    of: 'boundary' | 'workload';
    objects: readonly KubernetesObject[];
  },
): Refusal[] {
  const { tenant, of, objects } = options;
  const own = namespaceOf(tenant);
  const userInfo =
    of === 'workload'
      ? serviceAccount(own, 'deployer')
      : serviceAccount('argocd', 'argocd-application-controller');
  const labelsOf = (namespace: string) => ({
    'kubernetes.io/metadata.name': namespace,
    ...(namespace === own
      ? { 'platform.idp/kind': 'tenant', 'platform.idp/tenant': tenant }
      : { 'platform.idp/kind': 'platform' }),
  });
  return objects.flatMap(object => {
    const namespace =
      object.metadata?.namespace ?? (of === 'workload' ? own : undefined);
    return evaluatePolicies(
      set,
      reviewOf(object, {
        userInfo,
        ...(namespace && {
          namespace,
          namespaceLabels: labelsOf(namespace),
        }),
      }),
    )
      .filter(({ actions }) => actions.includes('Deny'))
      .map(({ policy, message }) => ({
        object: `${object.kind}/${object.metadata?.name}`,
        policy,
        message,
      }));
  });
}
