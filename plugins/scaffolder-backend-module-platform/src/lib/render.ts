import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import {
  ENVIRONMENTS,
  parsePath,
  paths,
  type Problem,
} from '@idp/platform-contract';
import {
  buildKustomization,
  KustomizeError,
  type KustomizeProgram,
} from '@idp/kustomize';
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

/**
 * Renders folders of a set of files.
 *
 * @param scratch - an existing folder, in which a temporary one is made and removed
 * @param files - what the folders need: the tenant's files, the blueprints, the environments
 */
export async function renderProblems(options: {
  scratch: string;
  files: ReadonlyMap<string, string | Buffer>;
  folders: readonly string[];
  program: KustomizeProgram;
  signal?: AbortSignal;
}): Promise<Problem[]> {
  const { files, folders, program, signal } = options;
  const root = await mkdtemp(join(options.scratch, '.platform-render-'));
  try {
    for (const [path, content] of files) {
      signal?.throwIfAborted();
      const location = resolveSafeChildPath(root, path);
      await mkdir(dirname(location), { recursive: true });
      await writeFile(location, content);
    }
    const problems: Problem[] = [];
    for (const folder of folders) {
      try {
        await buildKustomization(resolveSafeChildPath(root, folder), {
          program,
          signal,
        });
      } catch (error) {
        if (!(error instanceof KustomizeError) || error.code === 'not-found') {
          throw error;
        }
        problems.push(
          fileProblem(
            `${folder}/kustomization.yaml`,
            RULE,
            error.message.split(root).join('').replace(/\s+/gu, ' '),
            'Mend what it names; until then nothing of this folder could be deployed',
          ),
        );
      }
    }
    return problems;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
