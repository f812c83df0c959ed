import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import {
  ENVIRONMENTS,
  parsePath,
  paths,
  type Problem,
} from '@idp/platform-contract';
import { buildAll, type KustomizeProgram } from '@idp/kustomize';
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

/** What kustomize makes of one folder: its objects, or the problem that there are none. */
export interface RenderedFolder {
  objects: object[];
  problem?: Problem;
}

/**
 * Writes files into a temporary folder, and removes it when what is done with it is over.
 *
 * @param scratch - an existing folder, in which the temporary one is made
 */
export async function withCheckout<T>(
  scratch: string,
  files: ReadonlyMap<string, string | Buffer>,
  use: (root: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const root = await mkdtemp(join(scratch, '.platform-render-'));
  try {
    for (const [path, content] of files) {
      signal?.throwIfAborted();
      const location = resolveSafeChildPath(root, path);
      await mkdir(dirname(location), { recursive: true });
      await writeFile(location, content);
    }
    return await use(root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Renders folders of a checkout; the result has an entry for each that is there. */
export async function renderFolders(
  root: string,
  folders: readonly string[],
  program: KustomizeProgram,
  signal?: AbortSignal,
): Promise<Map<string, RenderedFolder>> {
  // Two environments of a workload bring the same objects, so each folder is a group of its own.
  const there = folders.filter(folder =>
    existsSync(join(root, folder, 'kustomization.yaml')),
  );
  const built = await buildAll(
    there.map(folder => [join(root, folder)]),
    { program, signal },
  );
  return new Map(
    there.map(folder => {
      const { documents, error } = built.get(join(root, folder))!;
      return [
        folder,
        error
          ? { objects: [], problem: problemOf(folder, root, error) }
          : { objects: documents.map(({ object }) => object) },
      ];
    }),
  );
}

function problemOf(folder: string, root: string, { message }: Error): Problem {
  return fileProblem(
    `${folder}/kustomization.yaml`,
    RULE,
    message.split(root).join('').replace(/\s+/gu, ' '),
    'Mend what it names; until then nothing of this folder could be deployed',
  );
}
