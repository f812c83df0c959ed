import { spawnSync } from 'node:child_process';
import { paths } from '@idp/platform-contract';

const BLUEPRINTS = 'templates/blueprints';

/** Tenants by the blueprint that they name, such as `web-service/v1`, themselves or by way of another blueprint. */
export function blueprintUsers(root: string): Map<string, Set<string>> {
  const users = new Map<string, Set<string>>();
  const add = (blueprint: string, tenants: Iterable<string>) => {
    const known = users.get(blueprint) ?? new Set();
    for (const tenant of tenants) known.add(tenant);
    users.set(blueprint, known);
  };
  const between: Array<[string, string]> = [];
  for (const [file, named] of namings(root)) {
    if (file.startsWith(`${paths.tenants}/`)) {
      add(named, [file.split('/')[2]]);
    } else {
      between.push([blueprintOf(file)!, named]);
    }
  }
  // As many rounds as the longest way from blueprint to blueprint.
  for (let before = -1; before !== size(users); ) {
    before = size(users);
    for (const [from, to] of between) add(to, users.get(from) ?? []);
  }
  return users;
}

/** The blueprint that a file belongs to. */
export function blueprintOf(file: string): string | undefined {
  return /^templates\/blueprints\/([^/]+\/v\d+)\//.exec(file)?.[1];
}

/** Each file that names a blueprint, with its name; found by git, as reading all tenants here takes far longer. */
function namings(root: string): Array<[string, string]> {
  const { status, stdout, stderr } = spawnSync(
    'git',
    [
      '-C',
      root,
      'grep',
      '--untracked',
      '--only-matching',
      '-z',
      '-E',
      '(blueprints|\\.\\.)/[a-z0-9-]+/v[0-9]+',
      '--',
      `:(glob)${paths.tenants}/*/**/kustomization.yaml`,
      `:(glob)${BLUEPRINTS}/*/*/**`,
    ],
    { encoding: 'utf8', maxBuffer: 1024 * 1024 * 1024 },
  );
  // 1 says that nothing was found.
  if (status !== 0 && status !== 1) {
    throw new Error(`git could not look for blueprints: ${stderr.trim()}`);
  }
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line): [string, string] => {
      const [file, match] = line.split('\0');
      return [file, match.split('/').slice(1).join('/')];
    });
}

function size(users: ReadonlyMap<string, ReadonlySet<string>>): number {
  return [...users.values()].reduce((sum, tenants) => sum + tenants.size, 0);
}
