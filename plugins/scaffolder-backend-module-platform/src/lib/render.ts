import {
  ENVIRONMENTS,
  parsePath,
  paths,
  type Problem,
} from '@idp/platform-contract';
import { fileProblem } from './problems';

const RULE = 'change-render';

/**
 * The folders whose rendered manifests a change can alter: the tenant's boundary where it is touched, and the overlays
 * of each touched workload. A folder that the change removes is not among them.
 */
export function foldersToRender(
  tenant: string,
  changed: readonly string[],
  result: ReadonlyMap<string, string>,
): string[] {
  const folders = new Set<string>();
  for (const path of changed) {
    const parsed = parsePath(path);
    if (!parsed || !('tenant' in parsed) || parsed.tenant !== tenant) continue;
    if ('workload' in parsed) {
      for (const environment of ENVIRONMENTS) {
        folders.add(paths.overlay(tenant, parsed.workload, environment));
      }
    } else {
      folders.add(paths.boundary(tenant));
    }
  }
  return [...folders]
    .filter(folder => result.has(`${folder}/kustomization.yaml`))
    .sort();
}

/** The problem that kustomize cannot render a folder of a checkout. */
export function renderProblem(
  folder: string,
  root: string,
  { message }: Error,
): Problem {
  return fileProblem(
    `${folder}/kustomization.yaml`,
    RULE,
    message.split(root).join('').replace(/\s+/gu, ' '),
    'Mend what it names; until then nothing of this folder could be deployed',
  );
}
