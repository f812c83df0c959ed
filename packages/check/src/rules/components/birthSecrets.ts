import type { EnvironmentName } from '@idp/platform-contract';
import type { Component } from './readComponents';

/** What people bring to a cluster of an environment: before the root is applied, and to Vault when it is there. A line each. */
export function birthSecrets(
  environment: EnvironmentName,
  components: Iterable<Component>,
): string[] {
  const here = [...components].filter(({ spec }) =>
    spec.environments.includes(environment),
  );
  const inputs = here.flatMap(({ spec }) => spec.secrets.birth);
  const later = here.flatMap(({ spec }) => spec.secrets.human);
  return [
    ...inputs
      .filter(({ environments }) => environments.includes(environment))
      .map(
        ({ namespace, name, keys, madeBy, keptAt }) =>
          `birth input of ${environment}: Secret ${namespace}/${name} (${keys.join(
            ', ',
          )}). Made: ${madeBy}. Kept: ${keptAt}`,
      )
      .sort(),
    ...later
      .filter(({ environments }) => environments.includes(environment))
      .map(
        ({ path, keys, who, blocks }) =>
          `secret that a person writes to Vault in ${environment}: ${path} (${keys.join(
            ', ',
          )}). By: ${who}. Until then it blocks: ${blocks}`,
      )
      .sort(),
  ];
}
