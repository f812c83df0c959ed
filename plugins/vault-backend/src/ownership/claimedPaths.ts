import {
  VAULT_ANNOTATIONS,
  type SecretClaim,
  type SecretRef,
} from '@idp/plugin-vault-common';
import type { ServerConfig } from '../config/readServer';

/**
 * The paths that a claim means: of the server and engine that it names, or else of the first of each. What is not configured
 * is told in words.
 */
export function claimedPaths(
  { engine, paths, server }: SecretClaim,
  servers: readonly ServerConfig[],
): { refs: SecretRef[]; problems: string[] } {
  const found = server
    ? servers.find(({ name }) => name === server)
    : servers[0];
  if (!found) {
    return {
      refs: [],
      problems: server
        ? [
            `The annotation ${
              VAULT_ANNOTATIONS.secretsServer
            } names ${server}, which the portal does not know. ${oneOf(
              servers.map(({ name }) => name),
            )}`,
          ]
        : [],
    };
  }
  const mounts = found.engines.map(({ mount }) => mount);
  const mount = engine ?? mounts[0];
  if (!mounts.includes(mount)) {
    return {
      refs: [],
      problems: [
        `The annotation ${
          VAULT_ANNOTATIONS.secretsEngine
        } names ${mount}, which the portal does not look at. ${oneOf(mounts)}`,
      ],
    };
  }
  return {
    refs: paths.map(path => ({ server: found.name, mount, path })),
    problems: [],
  };
}

function oneOf(names: string[]): string {
  return names.length > 0 ? `Write one of: ${names.join(', ')}.` : '';
}
