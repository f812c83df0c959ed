import type { Config } from '@backstage/config';
import { readOwner } from '@idp/parts-node';

/** Whose a Kubernetes namespace is, where no module says so. */
export interface OwnerRule {
  owner: string;
  namespace: string;
  /** In these environments only; in all when absent. */
  environments?: string[];
}

const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export function readOwners(configs: Config[], key: string): OwnerRule[] {
  return configs.map((config, at) => {
    const where = `${key}[${at}]`;
    const namespace = config.getString('namespace');
    if (!NAMESPACE.test(namespace)) {
      throw new Error(
        `${where}.namespace is ${JSON.stringify(
          namespace,
        )}: write the name of a Kubernetes namespace`,
      );
    }
    return {
      owner: readOwner(config.getString('owner'), where).toLowerCase(),
      namespace,
      environments: config.getOptionalStringArray('environments'),
    };
  });
}
