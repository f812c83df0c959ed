import {
  ENVIRONMENTS,
  parsePath,
  type EnvironmentName,
} from '@idp/platform-contract';
import {
  tenantRefusals,
  type KubernetesObject,
  type Refusal,
} from '@idp/policies';
import type { ReadPolicies } from './readPolicies';

/**
 * An object that a cluster would refuse, and the kustomization that it comes from.
 *
 * @public
 */
export interface FolderRefusal extends Refusal {
  /** From the root of the repository. */
  file: string;
}

/**
 * What a cluster would refuse of the objects of a boundary or an overlay, and does not refuse of those that are there now:
 * a policy that became stricter is not the fault of the next change.
 *
 * @param folder - from the root of the repository
 * @public
 */
export function newRefusals(
  { sets }: ReadPolicies,
  folder: string,
  before: readonly object[],
  after: readonly object[],
): FolderRefusal[] {
  const file = `${folder}/kustomization.yaml`;
  const place = parsePath(file);
  if (!place || !('tenant' in place)) return [];
  const { tenant } = place;
  const of = 'workload' in place ? 'workload' : 'boundary';
  const environments: readonly EnvironmentName[] =
    'environment' in place ? [place.environment] : ENVIRONMENTS;
  const refused = (objects: readonly object[]) => {
    const refusals = environments.flatMap(environment => {
      const set = sets.get(environment);
      return set
        ? tenantRefusals(set, {
            tenant,
            of,
            objects: objects as KubernetesObject[],
          })
        : [];
    });
    // A boundary is the same in each environment, and so is what is said of it.
    return new Map(refusals.map(each => [JSON.stringify(each), each]));
  };
  const known = refused(before);
  return [...refused(after)]
    .filter(([key]) => !known.has(key))
    .map(([, refusal]) => ({ file, ...refusal }));
}
