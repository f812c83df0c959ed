import {
  ENVIRONMENTS,
  parseContractFile,
  parsePath,
  paths,
  type ChangeDescription,
  type Environment,
  type EnvironmentName,
  type Release,
} from '@idp/platform-contract';
import { parse } from 'yaml';

type Described = Required<
  Pick<ChangeDescription, 'tenant' | 'boundary' | 'workloads'>
>;

/** What a change does to one tenant, read from its files before and after. */
export interface TenantChange extends Described {
  /** Workloads that would be gone. */
  removedWorkloads: string[];
  /** Workloads whose files change, but for new secrets and releases. */
  changedWorkloads: string[];
  /** The tenant's own files change; it was there before and stays. */
  boundaryChanged: boolean;
  /** The whole tenant would be gone. */
  boundaryRemoved: boolean;
}

/** Compares a tenant's files before and after a change. */
export function tenantChangeOf(
  tenant: string,
  changed: readonly string[],
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): TenantChange {
  const tenantFile = paths.tenantFile(tenant);
  const workloads = new Map<string, Described['workloads'][number]>();
  const changedOtherwise = new Set<string>();
  const removedWorkloads = new Set<string>();
  let boundaryTouched = false;
  for (const path of changed) {
    const parsed = parsePath(path);
    if (!parsed || !('tenant' in parsed) || parsed.tenant !== tenant) continue;
    if (!('workload' in parsed)) {
      boundaryTouched = true;
      continue;
    }
    const name = parsed.workload;
    const workloadFile = paths.workloadFile(tenant, name);
    if (!after.has(workloadFile)) {
      removedWorkloads.add(name);
      continue;
    }
    let workload = workloads.get(name);
    if (!workload) {
      const created = !before.has(workloadFile);
      const environments = ENVIRONMENTS.filter(environment =>
        after.has(paths.release(tenant, name, environment)),
      );
      workload = { name, created, environments, secrets: [] };
      workloads.set(name, workload);
    }
    if (workload.created && parsed.kind !== 'external-secret') continue;
    if (
      parsed.kind === 'external-secret' &&
      !before.has(path) &&
      after.has(path)
    ) {
      const keys = keysOf(after.get(path)!);
      workload.secrets.push({ name: parsed.secret, ...(keys && { keys }) });
      continue;
    }
    if (parsed.kind === 'release') {
      const { environment } = parsed;
      const release = releaseOf(path, before.get(path), after.get(path));
      if (release) {
        (workload.releases ??= []).push({ environment, ...release });
        continue;
      }
    }
    changedOtherwise.add(name);
  }
  // Where a secret comes in, the list that refers to it changes with it.
  const changedWorkloads = [...workloads.values()]
    .filter(
      ({ name, created, secrets }) =>
        !created && secrets.length === 0 && changedOtherwise.has(name),
    )
    .map(({ name }) => name);
  return {
    tenant,
    boundary: !before.has(tenantFile) && after.has(tenantFile),
    workloads: [...workloads.values()],
    removedWorkloads: [...removedWorkloads],
    changedWorkloads,
    boundaryChanged:
      boundaryTouched && before.has(tenantFile) && after.has(tenantFile),
    boundaryRemoved: before.has(tenantFile) && !after.has(tenantFile),
  };
}

/** The domain of each environment, from the files on the base branch. */
export function domainsOf(
  files: ReadonlyMap<string, string>,
): Partial<Record<EnvironmentName, string>> {
  const domains: Partial<Record<EnvironmentName, string>> = {};
  for (const [path, text] of files) {
    const parsed = parsePath(path);
    if (parsed?.kind !== 'environment') continue;
    const { value } = parseContractFile(path, text);
    const domain = (value as Environment | undefined)?.spec.domain;
    if (domain) domains[parsed.environment] = domain;
  }
  return domains;
}

/** What a release says after a change, and before it; undefined where one of them is not there or cannot be read. */
function releaseOf(path: string, before?: string, after?: string) {
  const specOf = (text: string | undefined) =>
    text === undefined
      ? undefined
      : (parseContractFile(path, text).value as Release | undefined)?.spec;
  const [was, is] = [specOf(before), specOf(after)];
  return was && is && { image: is.image, replicas: is.replicas, before: was };
}

/** The keys that an ExternalSecret delivers; undefined when it delivers all. */
function keysOf(text: string): string[] | undefined {
  const data = parse(text)?.spec?.data;
  if (!Array.isArray(data)) return undefined;
  return data
    .map(entry => entry?.remoteRef?.property)
    .filter((key): key is string => typeof key === 'string');
}
