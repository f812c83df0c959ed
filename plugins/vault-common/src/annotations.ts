import type { Entity } from '@backstage/catalog-model';
import { secretPathProblem } from './secretPath';

/**
 * Annotations that say which paths an entity has; the first two are those of the community plugin.
 *
 * @public
 */
export const VAULT_ANNOTATIONS = {
  /** One path below the mount, or several with commas. A path stands for what is below it, too. */
  secretsPath: 'vault.io/secrets-path',
  /** The mount, where it is not the configured one. */
  secretsEngine: 'vault.io/secrets-engine',
  /** The server, by its name in the configuration, where there are several. */
  secretsServer: 'vault.io/secrets-server',
} as const;

/**
 * Which paths an entity claims. An annotation is a claim and no grant: whose a path is, is decided elsewhere.
 *
 * @public
 */
export interface SecretClaim {
  paths: string[];
  engine?: string;
  server?: string;
}

/** @public */
export interface ReadSecretClaim {
  /** Undefined where the entity claims nothing, or nothing that can be used. */
  claim?: SecretClaim;
  /** What is wrong, in words that name annotation and remedy. */
  problems: string[];
}

const MAX_PATHS = 50;
const MAX_LENGTH = 8_192;
const SERVER = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/**
 * Whether an entity says anything of Vault, for cards and tabs that show themselves.
 *
 * @public
 */
export function hasVaultAnnotation(entity: Entity): boolean {
  return Boolean(entity.metadata.annotations?.[VAULT_ANNOTATIONS.secretsPath]);
}

/**
 * Reads an entity's annotations. Every value is checked: nothing but paths and names leaves this function.
 *
 * @public
 */
export function readSecretClaim(entity: Entity): ReadSecretClaim {
  const annotations = entity.metadata.annotations ?? {};
  const { secretsPath, secretsEngine, secretsServer } = VAULT_ANNOTATIONS;
  const text = annotations[secretsPath];
  if (!text) return { problems: [] };
  const problems: string[] = [];
  const refuse = (annotation: string, value: string, why: string) =>
    problems.push(`The annotation ${annotation}, ${shown(value)}: ${why}.`);

  const paths =
    text.length > MAX_LENGTH
      ? []
      : text
          .split(',')
          .map(path => path.trim().replace(/^\/|\/$/g, ''))
          .filter(path => path !== '');
  if (paths.length === 0 || paths.length > MAX_PATHS) {
    refuse(
      secretsPath,
      text,
      `write one path, or at most ${MAX_PATHS} with commas between them`,
    );
  }
  for (const path of paths) {
    const problem = secretPathProblem(path);
    if (problem) refuse(secretsPath, path, problem);
  }
  const engine = annotations[secretsEngine]?.replace(/^\/|\/$/g, '');
  const engineProblem = engine && secretPathProblem(engine);
  if (engineProblem) refuse(secretsEngine, engine, engineProblem);
  const server = annotations[secretsServer];
  if (server && !SERVER.test(server)) {
    refuse(secretsServer, server, 'write the name of a configured server');
  }
  // A part that cannot be read would make another claim of it, so there is none.
  if (problems.length > 0) return { problems };
  return {
    claim: {
      paths: [...new Set(paths)],
      ...(engine && { engine }),
      ...(server && { server }),
    },
    problems,
  };
}

/** Short, and in quotes, so that nothing of it can be taken for something else. */
function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
