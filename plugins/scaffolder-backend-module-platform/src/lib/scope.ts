import { parsePath, type Problem } from '@idp/platform-contract';
import { fileProblem } from './problems';
import { repositoryPathProblem } from './repositoryPath';

const RULE = 'change-paths';
const ADMIN_FOLDERS = ['templates/', 'docs/'];

/** What the paths of a change say of it. */
export interface Scope {
  /** The one tenant that it is about; undefined when it is about none. */
  tenant?: string;
  problems: Problem[];
}

/** Whether only a platform administrator may write this path. */
export function isAdminPath(path: string): boolean {
  return ADMIN_FOLDERS.some(folder => path.startsWith(folder));
}

/**
 * A change stays inside one tenant, in files that the contract knows; platform administrators may also write
 * `templates/` and `docs/`.
 *
 * @param tenant - the tenant that the change says it is about; the paths decide when absent
 */
export function scopeOf(
  changed: readonly string[],
  options: { tenant?: string; isAdmin: boolean },
): Scope {
  const problems: Problem[] = [];
  let tenant = options.tenant;
  for (const path of changed) {
    const unsafe = repositoryPathProblem(path);
    if (unsafe) {
      problems.push(
        fileProblem(path, RULE, unsafe, 'Change the step that writes it'),
      );
      continue;
    }
    if (isAdminPath(path)) {
      if (!options.isAdmin) {
        problems.push(
          fileProblem(
            path,
            RULE,
            'only members of a platform administrators’ group may change templates and docs',
            'Ask one of them, or open the pull request with Git',
          ),
        );
      }
      continue;
    }
    const owner = tenantOfPath(path);
    if (owner === undefined) {
      problems.push(
        fileProblem(
          path,
          RULE,
          'the contract has no such file in a tenant',
          'Write only the files that a tenant’s folder may hold, each in its place',
        ),
      );
      continue;
    }
    tenant ??= owner;
    if (owner !== tenant) {
      problems.push(
        fileProblem(
          path,
          RULE,
          `the change is about tenant ${tenant}, and this file belongs to tenant ${owner}`,
          'Open one change for each tenant',
        ),
      );
    }
  }
  problems.push(...twinProblems(changed.filter(isAdminPath)));
  return { tenant, problems };
}

/** Paths that differ only in case are one file on many machines. The contract says so of a tenant's files itself. */
function twinProblems(paths: readonly string[]): Problem[] {
  const byFolded = new Map<string, string>();
  const problems: Problem[] = [];
  for (const path of [...paths].sort()) {
    const folded = path.toLowerCase();
    const twin = byFolded.get(folded);
    if (twin !== undefined && twin !== path) {
      problems.push(
        fileProblem(
          path,
          RULE,
          `the path differs from ${twin} only in upper and lower case`,
          'Keep one of the two',
        ),
      );
    }
    byFolded.set(folded, path);
  }
  return problems;
}

function tenantOfPath(path: string): string | undefined {
  const parsed = parsePath(path);
  if (!parsed || !path.startsWith('gitops/tenants/')) return undefined;
  return 'tenant' in parsed ? parsed.tenant : undefined;
}
