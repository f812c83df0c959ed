import { ENVIRONMENTS, parsePath, paths } from '@idp/platform-contract';
import type { ChangeFile, ChangeRender } from '@idp/plugin-changes-common';

/** A kustomization whose objects a change can alter. */
export type Folder = Pick<ChangeRender, 'folder' | 'environment'>;

/** The boundary of each touched tenant, and the overlays of each touched workload. */
export function foldersOf(files: ChangeFile[]): Folder[] {
  const folders = new Map<string, Folder['environment']>();
  for (const { path } of files) {
    const place = parsePath(path);
    if (!place || !('tenant' in place)) continue;
    if (!('workload' in place)) {
      folders.set(paths.boundary(place.tenant), 'boundary');
      continue;
    }
    for (const environment of ENVIRONMENTS) {
      folders.set(
        paths.overlay(place.tenant, place.workload, environment),
        environment,
      );
    }
  }
  return [...folders]
    .map(([folder, environment]) => ({ folder, environment }))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}
