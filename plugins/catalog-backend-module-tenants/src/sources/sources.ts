import {
  ENVIRONMENTS,
  parsePath,
  paths,
  type EnvironmentName,
} from '@idp/platform-contract';

/**
 * A file that entities are made of. Its path names it: what a source gave earlier, and what it gives now, are compared.
 */
export type Source =
  | { kind: 'tenant'; path: string; tenant: string }
  | { kind: 'workload'; path: string; tenant: string; workload: string }
  | { kind: 'template'; path: string }
  | { kind: 'platform'; path: string };

export const PLATFORM_FILE = 'catalog-info.yaml';

/** What a change of one path makes necessary. */
export type Effect =
  | { kind: 'source'; source: Source }
  /** Facts of an environment are part of every workload. */
  | { kind: 'environment'; environment: EnvironmentName };

/** What a path means for the catalog; undefined when nothing. */
export function effectOf(path: string): Effect | undefined {
  if (path === PLATFORM_FILE) {
    return { kind: 'source', source: { kind: 'platform', path } };
  }
  const place = parsePath(path);
  switch (place?.kind) {
    case 'tenant-file':
      return { kind: 'source', source: tenantSource(place.tenant) };
    case 'workload-file':
    case 'release':
      return {
        kind: 'source',
        source: workloadSource(place.tenant, place.workload),
      };
    case 'template':
      return place.file === 'template.yaml'
        ? { kind: 'source', source: { kind: 'template', path } }
        : undefined;
    case 'environment':
      return { kind: 'environment', environment: place.environment };
    default:
      return undefined;
  }
}

function tenantSource(tenant: string): Source {
  return { kind: 'tenant', path: paths.tenantFile(tenant), tenant };
}

function workloadSource(tenant: string, workload: string): Source {
  const path = paths.workloadFile(tenant, workload);
  return { kind: 'workload', path, tenant, workload };
}

/** The files that have to be read to make the entities of a source. */
export function filesOf(source: Source): string[] {
  return source.kind === 'workload'
    ? [
        source.path,
        ...ENVIRONMENTS.map(environment =>
          paths.release(source.tenant, source.workload, environment),
        ),
      ]
    : [source.path];
}
