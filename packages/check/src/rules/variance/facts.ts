import { ENVIRONMENTS, type EnvironmentName } from '@idp/platform-contract';
import type { Repository } from '../../repository';
import type { Difference } from './differences';

/** Why a difference is one of the facts of its environment, which nobody has to declare. */
export type Implied = 'domain' | 'revision' | 'overlay';

/** Tells the differences that are only the environment's own domain, revision or folder. */
export function impliedBy(
  repository: Repository,
): (difference: Difference) => Implied | undefined {
  const facts = Object.fromEntries(
    ENVIRONMENTS.map(name => [name, factsOf(repository, name)]),
  ) as Record<EnvironmentName, Record<Implied, (text: string) => string>>;
  return ({ values: { local, eks } }) => {
    if (typeof local !== 'string' || typeof eks !== 'string') return undefined;
    return (['overlay', 'domain', 'revision'] as const).find(
      fact => facts.local[fact](local) === facts.eks[fact](eks),
    );
  };
}

function factsOf(
  repository: Repository,
  environment: EnvironmentName,
): Record<Implied, (text: string) => string> {
  const domain = repository.domain(environment);
  const revision = repository.yaml(
    `gitops/clusters/${environment}/revision.yaml`,
  ).documents[0]?.value?.data?.revision;
  const folder = new RegExp(
    `((?:overlays|clusters|environments)/)${environment}(?=/|$)`,
    'g',
  );
  return {
    domain: text => (domain ? text.split(domain).join('\0') : text),
    revision: text =>
      text === revision ? '\0' : text.split(`'${revision}'`).join('\0'),
    overlay: text => text.replace(folder, '$1\0'),
  };
}
