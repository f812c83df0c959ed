import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll, type KustomizeProgram } from '@idp/kustomize';
import { ENVIRONMENTS, type EnvironmentName } from '@idp/platform-contract';
import { compilePolicies, type PolicySet } from '@idp/policies';

/**
 * The folders that the admission policies are rendered from, beside `gitops/environments`; their fixtures are not among
 * them.
 *
 * @public
 */
export const POLICY_FOLDERS = [
  'kubernetes/policy/base',
  'kubernetes/policy/overlays',
  'kubernetes/shared',
];

/**
 * Why the policies of an environment could not be worked out.
 *
 * @public
 */
export interface PolicyProblem {
  /** From the root of the repository. */
  file: string;
  message: string;
  remedy: string;
}

/**
 * The admission policies of each environment. What could not be read is a problem: nothing may pass because nobody looked.
 *
 * @public
 */
export interface ReadPolicies {
  sets: ReadonlyMap<EnvironmentName, PolicySet>;
  problems: readonly PolicyProblem[];
}

/**
 * Renders and compiles the admission policies of a checkout; a repository without any has none.
 *
 * @param root - absolute path of the checkout
 * @public
 */
export async function readPolicies(
  root: string,
  program: KustomizeProgram,
): Promise<ReadPolicies> {
  const folderOf = (environment: EnvironmentName) =>
    `kubernetes/policy/overlays/${environment}`;
  const there = ENVIRONMENTS.filter(environment =>
    existsSync(join(root, folderOf(environment), 'kustomization.yaml')),
  );
  // One group each: both bring the same policies.
  const built = await buildAll(
    there.map(environment => [join(root, folderOf(environment))]),
    { program },
  );
  const sets = new Map<EnvironmentName, PolicySet>();
  const problems: PolicyProblem[] = [];
  for (const environment of there) {
    const folder = folderOf(environment);
    try {
      const { documents, error } = built.get(join(root, folder))!;
      if (error) throw error;
      const objects = documents.map(({ object }) => object);
      sets.set(environment, compilePolicies(objects));
    } catch (error) {
      const reason = (error as Error).message.split(`${root}/`).join('');
      problems.push({
        file: `${folder}/kustomization.yaml`,
        message: `the admission policies of ${environment} could not be worked out: ${reason.replace(
          /\s+/g,
          ' ',
        )}`,
        remedy: 'Mend them on the base branch; until then nothing is judged',
      });
    }
  }
  return { sets, problems };
}
