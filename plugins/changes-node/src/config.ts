import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { gitIdentity, type GitIdentity } from './request/commitMessage';

/**
 * What all forges are configured with.
 *
 * @public
 */
export interface CommonForgeConfig {
  /** Put before the key of a change to name its branch, such as `portal/`. */
  branchPrefix: string;
  /** The portal, as committer and co-author. */
  portal: GitIdentity;
}

/**
 * The configuration of a local bare repository.
 *
 * @public
 */
export interface LocalForgeConfig extends CommonForgeConfig {
  type: 'local';
  /** Absolute. */
  path: string;
  /** Absolute; absent when the repository is not seeded. */
  seedFrom?: string;
}

/**
 * The configuration of a repository on GitHub or Gitea.
 *
 * @public
 */
export interface RemoteForgeConfig extends CommonForgeConfig {
  type: 'github' | 'gitea';
  host: string;
  owner: string;
  repo: string;
}

/**
 * `changes` of the app configuration, checked.
 *
 * @public
 */
export type ForgeConfig = LocalForgeConfig | RemoteForgeConfig;

const TYPES = ['local', 'github', 'gitea'] as const;
const BRANCH_PREFIX = /^[A-Za-z0-9][A-Za-z0-9_-]*\/$/;

/**
 * Reads `changes` of the app configuration; an error names the key, what stands there and what to write.
 *
 * @public
 */
export function readForgeConfig(
  config: Config,
  options: { cwd?: string } = {},
): ForgeConfig {
  const changes = config.getOptionalConfig('changes');
  const forge = changes?.getOptionalConfig('forge');
  const type = forge?.getOptionalString('type') ?? 'local';
  const branchPrefix = changes?.getOptionalString('branchPrefix') ?? 'portal/';
  if (!BRANCH_PREFIX.test(branchPrefix)) {
    throw new InputError(
      `changes.branchPrefix is ${JSON.stringify(
        branchPrefix,
      )}: write letters, digits, "-" and "_" and one "/" at the end, such as "portal/"`,
    );
  }
  const portal = gitIdentity({
    name:
      changes?.getOptionalString('committer.name') ??
      config.getOptionalString('app.title') ??
      'Developer portal',
    email:
      changes?.getOptionalString('committer.email') ??
      'developer-portal@users.noreply.invalid',
  });
  switch (type) {
    case 'local': {
      const root = findRoot(options.cwd ?? process.cwd());
      const seedFrom = forge?.getOptionalString('local.seedFrom');
      return {
        type,
        branchPrefix,
        portal,
        path: resolve(
          root,
          forge?.getOptionalString('local.path') ?? '.local/forge.git',
        ),
        ...(seedFrom !== undefined && { seedFrom: resolve(root, seedFrom) }),
      };
    }
    case 'github':
    case 'gitea':
      return { type, branchPrefix, portal, ...readRepository(forge, type) };
    default:
      throw new InputError(
        `changes.forge.type is ${JSON.stringify(
          type,
        )}: write one of ${TYPES.join(', ')}`,
      );
  }
}

function readRepository(
  forge: Config | undefined,
  type: 'github' | 'gitea',
): { host: string; owner: string; repo: string } {
  const key = `changes.forge.${type}`;
  const repository = forge?.getOptionalString(`${type}.repository`);
  const host =
    forge?.getOptionalString(`${type}.host`) ??
    (type === 'github' ? 'github.com' : undefined);
  if (!host || !/^[A-Za-z0-9.-]+(:[0-9]+)?$/.test(host)) {
    throw new InputError(
      `${key}.host is ${
        host ? JSON.stringify(host) : 'missing'
      }: write the host name alone, such as "git.example.com", as integrations.${type} has it`,
    );
  }
  const parts = repository?.split('/') ?? [];
  if (
    parts.length !== 2 ||
    !parts.every(part => /^[A-Za-z0-9_.-]+$/.test(part) && !/^\.+$/.test(part))
  ) {
    throw new InputError(
      `${key}.repository is ${
        repository ? JSON.stringify(repository) : 'missing'
      }: write "<owner>/<repository>", such as "acme/platform"`,
    );
  }
  return { host, owner: parts[0], repo: parts[1] };
}

/** The nearest folder upwards that has a backstage.json, else where we are. */
function findRoot(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'backstage.json'))) return folder;
    if (dirname(folder) === folder) return cwd;
  }
}
