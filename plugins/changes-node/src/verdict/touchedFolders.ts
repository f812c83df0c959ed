import {
  ENVIRONMENTS,
  parsePath,
  paths,
  type EnvironmentName,
} from '@idp/platform-contract';

/**
 * A kustomization of a tenant; a boundary is the same in each environment.
 *
 * @public
 */
export interface TouchedFolder {
  /** From the root of the repository. */
  folder: string;
  environment: 'boundary' | EnvironmentName;
  tenant: string;
}

/**
 * The kustomizations whose objects a change of files can alter, sorted: the boundary of each touched tenant, and the
 * overlays of each touched workload, whether they are there or not.
 *
 * @public
 */
export function touchedFolders(files: readonly string[]): TouchedFolder[] {
  const folders = new Map<string, TouchedFolder>();
  for (const file of files) {
    const place = parsePath(file);
    if (!place || !('tenant' in place)) continue;
    const { tenant } = place;
    if ('workload' in place) {
      for (const environment of ENVIRONMENTS) {
        const folder = paths.overlay(tenant, place.workload, environment);
        folders.set(folder, { folder, environment, tenant });
      }
    } else {
      const folder = paths.boundary(tenant);
      folders.set(folder, { folder, environment: 'boundary', tenant });
    }
  }
  return [...folders.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
}
