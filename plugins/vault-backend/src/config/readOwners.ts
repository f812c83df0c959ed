import type { Config } from '@backstage/config';
import { readOwner } from '@idp/parts-node';
import { isAtOrBelow, secretPathProblem } from '@idp/plugin-vault-common';
import type { PathIdentity } from '@idp/plugin-vault-node';

/** Whose the paths are at and below a prefix. */
export interface OwnerRule {
  /** Full reference of the group. */
  owner: string;
  server?: string;
  mount?: string;
  prefix: string;
  rotationClass?: string;
}

export function readOwners(
  configs: Config[],
  key: string,
  servers: string[],
): OwnerRule[] {
  return configs.map((config, at) => {
    const where = `${key}[${at}]`;
    const server = config.getOptionalString('server');
    if (server && !servers.includes(server)) {
      throw new Error(
        `${where}.server is '${server}': write one of ${servers.join(', ')}`,
      );
    }
    const prefix = config.getString('prefix').replace(/^\/+|\/+$/g, '');
    const problem = secretPathProblem(prefix);
    if (problem) throw new Error(`${where}.prefix is '${prefix}': ${problem}`);
    return {
      owner: readOwner(config.getString('owner'), where),
      server,
      mount: config.getOptionalString('mount')?.replace(/^\/+|\/+$/g, ''),
      prefix,
      rotationClass: config.getOptionalString('rotationClass'),
    };
  });
}

/** The rule that decides about a path: the one with the longest prefix, of two such the first. */
export function ruleFor(
  rules: readonly OwnerRule[],
  { server, mount, path }: PathIdentity,
): OwnerRule | undefined {
  let best: OwnerRule | undefined;
  for (const rule of rules) {
    if (
      (rule.server ?? server) === server &&
      (rule.mount ?? mount) === mount &&
      isAtOrBelow(rule.prefix, path) &&
      (!best || rule.prefix.length > best.prefix.length)
    ) {
      best = rule;
    }
  }
  return best;
}
