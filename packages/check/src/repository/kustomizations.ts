import path from 'node:path';
import {
  ENVIRONMENTS,
  parsePath,
  paths,
  type EnvironmentName,
} from '@idp/platform-contract';
import type { Owner, Repository } from './types';

const FILE = 'kustomization.yaml';

/** What a cluster has before Argo CD; nothing there is delivered by it. */
const NOT_DELIVERED = ['kubernetes/clusters/'];

/**
 * The folders that are built, without those that others only refer to: the clusters, the platform's components as far as
 * the scope wants them, and the boundaries and overlays of the tenants.
 */
export function builtFolders(repository: Repository): string[] {
  const folders = repository.files
    .filter(file => path.posix.basename(file) === FILE)
    .map(file => path.posix.dirname(file));
  const tenants = folders.filter(isTenantBuild);
  const own = folders.filter(
    folder =>
      /^(gitops|kubernetes)\//.test(folder) &&
      !folder.startsWith(`${paths.tenants}/`) &&
      !NOT_DELIVERED.some(prefix => `${folder}/`.startsWith(prefix)),
  );
  const referred = new Set(
    [
      ...own,
      ...folders.filter(folder => folder.startsWith('templates/')),
    ].flatMap(folder => references(repository, folder)),
  );
  const platform = own.filter(
    folder =>
      !referred.has(folder) &&
      repository.yaml(`${folder}/${FILE}`).documents[0]?.value?.kind !==
        'Component' &&
      (repository.scope.platform || isCluster(folder)),
  );
  return [...platform, ...tenants];
}

/** The folders that a kustomization names as resources or components. */
export function references(repository: Repository, folder: string): string[] {
  const value = repository.yaml(`${folder}/${FILE}`).documents[0]?.value;
  return [value?.resources, value?.components, value?.bases]
    .flat()
    .filter((entry): entry is string => typeof entry === 'string')
    .filter(entry => !/\.ya?ml$/.test(entry))
    .map(entry => path.posix.normalize(path.posix.join(folder, entry)))
    .map(entry => entry.replace(/\/$/, ''));
}

/** The names of what a kustomization generates, itself or by way of others. */
export function generatorNames(
  repository: Repository,
  folder: string,
): Set<string> {
  const names = new Set<string>();
  // Iterating over a set takes in what is added meanwhile.
  const folders = new Set([folder]);
  for (const each of folders) {
    const value = repository.yaml(`${each}/${FILE}`).documents[0]?.value;
    const generators = [value?.configMapGenerator, value?.secretGenerator];
    for (const entry of generators.flat()) {
      if (typeof entry?.name === 'string') names.add(entry.name);
    }
    for (const next of references(repository, each)) folders.add(next);
  }
  return names;
}

function isTenantBuild(folder: string): boolean {
  const place = parsePath(`${folder}/${FILE}`);
  return (
    place?.kind === 'boundary-kustomization' ||
    place?.kind === 'overlay-kustomization'
  );
}

/** Whose a built folder is, by its path. */
export function ownerOf(folder: string): Owner {
  const place = parsePath(`${folder}/${FILE}`);
  if (place && 'workload' in place) {
    const { tenant, workload } = place;
    return { kind: 'workload', tenant, workload };
  }
  if (place && 'tenant' in place) {
    return { kind: 'boundary', tenant: place.tenant };
  }
  const [, second, third] = folder.split('/');
  const environment = ENVIRONMENTS.find(name => name === third);
  return isCluster(folder) && environment
    ? { kind: 'cluster', environment }
    : { kind: 'component', component: second };
}

/** The environment that a path names, such as overlays/local. */
export function environmentOf(folder: string): EnvironmentName | undefined {
  const name = /(?:\/overlays|^gitops\/clusters)\/([^/]+)/.exec(folder)?.[1];
  return ENVIRONMENTS.find(environment => environment === name);
}

/** A cluster's root folder, or one below it that its Applications name. */
function isCluster(folder: string) {
  return folder.startsWith('gitops/clusters/');
}
