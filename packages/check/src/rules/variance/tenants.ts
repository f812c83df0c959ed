import { paths, type EnvironmentName } from '@idp/platform-contract';
import type { Rendered, Repository, ValuePath } from '../../repository';

/** A workload's release, image and size. */
const RELEASE =
  /^spec\.(replicas|(template\.|jobTemplate\.spec\.template\.)?spec\.(initContainers|containers)\.\d+\.image)$/;

export const isRelease = (path: ValuePath) => RELEASE.test(path.join('.'));

/** Both overlays of each workload that has both. */
export function workloadPairs(
  folders: readonly Rendered[],
): Array<Record<EnvironmentName, Rendered>> {
  const byFolder = new Map(folders.map(entry => [entry.folder, entry]));
  return folders.flatMap(local => {
    if (local.of.kind !== 'workload') return [];
    const { tenant, workload } = local.of;
    if (local.folder !== paths.overlay(tenant, workload, 'local')) return [];
    const eks = byFolder.get(paths.overlay(tenant, workload, 'eks'));
    return eks && !eks.error && !local.error ? [{ local, eks }] : [];
  });
}

/** The blueprints that an overlay names, with their versions. */
export const blueprintsOf = (repository: Repository, { folder }: Rendered) =>
  JSON.stringify(
    repository.yaml(`${folder}/kustomization.yaml`).documents[0]?.value
      ?.components ?? [],
  );
