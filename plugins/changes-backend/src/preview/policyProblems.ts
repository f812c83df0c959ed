import {
  ENVIRONMENTS,
  parsePath,
  type EnvironmentName,
} from '@idp/platform-contract';
import { tenantRefusals, type PolicySet } from '@idp/policies';
import type { ChangeProblem } from '@idp/plugin-changes-common';
import type { Folder } from './folders';

/** What the cluster would refuse of a folder's objects after a merge, and does not refuse of those that are there. */
export function policyProblems(
  policies: ReadonlyMap<EnvironmentName, PolicySet>,
  { folder, environment }: Folder,
  before: readonly object[],
  after: readonly object[],
): ChangeProblem[] {
  const file = `${folder}/kustomization.yaml`;
  const place = parsePath(file);
  if (!place || !('tenant' in place)) return [];
  const { tenant } = place;
  const of = environment === 'boundary' ? 'boundary' : 'workload';
  const environments =
    environment === 'boundary' ? ENVIRONMENTS : [environment];
  const found = (objects: readonly object[]) =>
    environments.flatMap(name => {
      const set = policies.get(name);
      return set ? tenantRefusals(set, { tenant, of, objects }) : [];
    });
  const keyOf = (refusal: object) => JSON.stringify(refusal);
  const old = new Set(found(before).map(keyOf));
  const fresh = new Map(found(after).map(each => [keyOf(each), each]));
  return [...fresh]
    .filter(([key]) => !old.has(key))
    .map(([, { object, policy, message }]) => ({
      file,
      line: 1,
      rule: 'policies',
      message: `The cluster would refuse ${object} by its policy ${policy}`,
      remedy: message.replace(/\.$/, ''),
    }));
}
