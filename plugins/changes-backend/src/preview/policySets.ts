import { join } from 'node:path';
import { buildAll, type KustomizeProgram } from '@idp/kustomize';
import { ENVIRONMENTS, type EnvironmentName } from '@idp/platform-contract';
import { compilePolicies, type PolicySet } from '@idp/policies';
import type { ChangeProblem } from '@idp/plugin-changes-common';
import type { Side } from './sides';

/** What the admission policies are rendered from; their fixtures are not. */
export const POLICY_FOLDERS = [
  'kubernetes/policy/base',
  'kubernetes/policy/overlays',
  'kubernetes/shared',
];

function folderOf(environment: EnvironmentName): string {
  return `kubernetes/policy/overlays/${environment}`;
}

/** Policies that cannot be worked out are a problem of their own: nothing may pass because nobody looked. */
export interface PolicySets {
  sets: Map<EnvironmentName, PolicySet>;
  problems: ChangeProblem[];
}

/** The admission policies of each environment of a checkout; none where it has none. */
export async function policySets(
  root: string,
  side: Side,
  program: KustomizeProgram,
): Promise<PolicySets> {
  const there = ENVIRONMENTS.filter(environment =>
    side.has(`${folderOf(environment)}/kustomization.yaml`),
  );
  // One group each: both bring the same policies.
  const built = await buildAll(
    there.map(environment => [join(root, folderOf(environment))]),
    { program },
  );
  const result: PolicySets = { sets: new Map(), problems: [] };
  for (const environment of there) {
    try {
      const { documents, error } = built.get(
        join(root, folderOf(environment)),
      )!;
      if (error) throw error;
      const objects = documents.map(({ object }) => object);
      result.sets.set(environment, compilePolicies(objects));
    } catch (error) {
      result.problems.push(problemOf(environment, error as Error, root));
    }
  }
  return result;
}

function problemOf(
  environment: EnvironmentName,
  { message }: Error,
  root: string,
): ChangeProblem {
  return {
    file: `${folderOf(environment)}/kustomization.yaml`,
    line: 1,
    rule: 'policies',
    message: `The admission policies of ${environment} could not be worked out: ${message
      .split(`${root}/`)
      .join('')
      .replace(/\s+/g, ' ')}`,
    remedy: 'Mend them on the base branch; until then no change can be judged',
  };
}
