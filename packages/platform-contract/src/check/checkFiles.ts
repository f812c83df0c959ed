import { parseAt } from '../kinds/parseContractFile';
import type { Tenant } from '../kinds';
import { ENVIRONMENTS, nameProblem, parsePath, paths } from '../names';
import type { Problem } from '../problem';
import { problemAt, YamlFile } from '../yaml';
import { boundaryProblems } from './kustomizations';
import { missing } from './missing';
import { workloadProblems, type WorkloadFiles } from './workload';

/**
 * What the contract says of a set of files.
 *
 * @public
 */
export interface CheckResult {
  problems: Problem[];
  /** Names, sorted. */
  tenants: string[];
  workloads: Array<{ tenant: string; workload: string }>;
  /** How many files were looked at. */
  files: number;
}

interface TenantFiles {
  tenantFile?: string;
  kustomization?: string;
  workloads: Map<string, WorkloadFiles>;
}

/**
 * Holds files against the contract; the cost is linear in the files, and their order does not matter.
 *
 * @param files - text by path from the root; what lies outside of `gitops/tenants` and the environments is passed over
 * @param options - `complete: false` where the set is a part of a repository: then a boundary, a workload or an
 * environment of which it has no file may exist. One of which it has a file is shown with all of them.
 * @public
 */
export function checkFiles(
  files: ReadonlyMap<string, string>,
  options: { complete?: boolean } = {},
): CheckResult {
  const complete = options.complete ?? true;
  const problems: Problem[] = [];
  const tenants = new Map<string, TenantFiles>();
  let looked = 0;

  for (const [path, text] of files) {
    const place = parsePath(path);
    if (place?.kind === 'environment') {
      looked += 1;
      problems.push(...parseAt(path, text, place).problems);
      continue;
    }
    if (!path.startsWith(`${paths.tenants}/`)) continue;
    looked += 1;
    if (!place || !('tenant' in place)) {
      problems.push(orphanProblem(path));
      continue;
    }
    let tenant = tenants.get(place.tenant);
    if (!tenant) {
      tenant = { workloads: new Map() };
      tenants.set(place.tenant, tenant);
    }
    if ('workload' in place) {
      let workload = tenant.workloads.get(place.workload);
      if (!workload) {
        workload = { secrets: new Map(), overlays: new Map() };
        tenant.workloads.set(place.workload, workload);
      }
      addTo(workload, place, text);
    } else if (place.kind === 'tenant-file') {
      tenant.tenantFile = text;
    } else {
      tenant.kustomization = text;
    }
  }

  problems.push(...twins(files));
  for (const [name, tenant] of tenants) {
    problems.push(...tenantProblems(name, tenant, complete));
  }
  if (complete) problems.push(...environmentProblems(files));

  return {
    problems: problems.sort(byPlace),
    tenants: [...tenants.keys()].sort(),
    workloads: [...tenants]
      .flatMap(([tenant, { workloads }]) =>
        [...workloads.keys()].map(workload => ({ tenant, workload })),
      )
      .sort((a, b) =>
        a.tenant === b.tenant
          ? compare(a.workload, b.workload)
          : compare(a.tenant, b.tenant),
      ),
    files: looked,
  };
}

function addTo(
  workload: WorkloadFiles,
  place: Extract<ReturnType<typeof parsePath>, { workload: string }>,
  text: string,
) {
  switch (place.kind) {
    case 'workload-file':
      workload.workloadFile = text;
      break;
    case 'base-kustomization':
      workload.kustomization = text;
      break;
    case 'external-secret':
      workload.secrets.set(place.secret, text);
      break;
    case 'release':
    case 'overlay-kustomization': {
      const overlay = workload.overlays.get(place.environment) ?? {};
      overlay[place.kind === 'release' ? 'release' : 'kustomization'] = text;
      workload.overlays.set(place.environment, overlay);
      break;
    }
    default:
  }
}

function tenantProblems(
  name: string,
  tenant: TenantFiles,
  complete: boolean,
): Problem[] {
  const problems: Problem[] = [];
  const file = paths.tenantFile(name);
  const kustomization = paths.boundaryKustomization(name);
  let value: Tenant | undefined;
  if (tenant.tenantFile !== undefined) {
    const parsed = parseAt(file, tenant.tenantFile, {
      kind: 'tenant-file',
      tenant: name,
    });
    problems.push(...parsed.problems);
    value = parsed.value as Tenant | undefined;
  }
  if (tenant.kustomization !== undefined) {
    const yaml = YamlFile.parse(kustomization, tenant.kustomization);
    problems.push(
      ...(yaml.problems.length
        ? yaml.problems
        : boundaryProblems(yaml, value?.spec.quota)),
    );
  }
  // A tenant that is shown with its boundary, or as a whole, has both files of it.
  const shownWhole =
    complete ||
    tenant.tenantFile !== undefined ||
    tenant.kustomization !== undefined;
  if (shownWhole) {
    if (tenant.tenantFile === undefined) problems.push(missing(file, 'tenant'));
    if (tenant.kustomization === undefined) {
      problems.push(missing(kustomization, 'tenant'));
    }
  }
  for (const [workload, workloadFiles] of tenant.workloads) {
    problems.push(
      ...workloadProblems({ tenant: name, workload }, workloadFiles),
    );
  }
  return problems;
}

function environmentProblems(files: ReadonlyMap<string, string>): Problem[] {
  return ENVIRONMENTS.map(paths.environment)
    .filter(file => !files.has(file))
    .map(file =>
      problemAt(
        file,
        'file-missing',
        'the environment has no file',
        'Add it, with the domain of the environment',
      ),
    );
}

function orphanProblem(path: string): Problem {
  const [, , tenant, part, workload, ...file] = path.split('/');
  if (part === undefined) {
    return problemAt(
      path,
      'file-name',
      'this folder has tenants and no files',
      'Remove it, or move it to the docs',
    );
  }
  const badFolder =
    nameProblem('tenant', tenant) ??
    (part === 'workloads' && file.length > 0
      ? nameProblem('workload', workload)
      : undefined);
  if (badFolder) return problemAt(path, 'name', badFolder, 'Rename the folder');
  const secret =
    part === 'workloads' && file.length === 2 && file[0] === 'base'
      ? /^external-secret-(.*)\.yaml$/s.exec(file[1])?.[1]
      : undefined;
  const badSecret =
    secret === undefined ? undefined : nameProblem('secret', secret);
  if (badSecret) return problemAt(path, 'name', badSecret, 'Rename the file');
  return problemAt(
    path,
    'file-name',
    'a tenant’s folder has no such file',
    'Remove it; there are only boundary/{tenant,kustomization}.yaml and, for each workload, base/{workload,kustomization,external-secret-<name>}.yaml and overlays/<environment>/{release,kustomization}.yaml',
  );
}

function twins(files: ReadonlyMap<string, string>): Problem[] {
  const folded = new Map<string, string>();
  const problems: Problem[] = [];
  for (const path of [...files.keys()].filter(isOurs).sort()) {
    const key = path.normalize('NFC').toLowerCase();
    const twin = folded.get(key);
    if (twin === undefined) {
      folded.set(key, path);
      continue;
    }
    problems.push(
      problemAt(
        path,
        'file-twins',
        `the path differs from ${twin} only in case or form`,
        'Keep one of the two',
      ),
    );
  }
  return problems;
}

function isOurs(path: string) {
  return new RegExp(`^(?:${paths.tenants}|${paths.environments})/`, 'i').test(
    path,
  );
}

function compare(a: string, b: string) {
  return a < b ? -1 : Number(a > b);
}

function byPlace(a: Problem, b: Problem) {
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(a.rule, b.rule) ||
    compare(a.message, b.message)
  );
}
