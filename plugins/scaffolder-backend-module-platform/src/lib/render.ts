import type { Problem } from '@idp/platform-contract';
import { touchedFolders } from '@idp/plugin-changes-node';
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
  return touchedFolders(changed)
    .filter(touched => touched.tenant === tenant)
    .map(({ folder }) => folder)
    .filter(folder => result.has(`${folder}/kustomization.yaml`));
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
