import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { buildAll, type KustomizeProgram } from '@idp/kustomize';

/**
 * What kustomize makes of one folder: its objects, or the reason why there are none. The reason may name paths below the
 * root that was rendered.
 *
 * @public
 */
export interface RenderedFolder {
  objects: object[];
  error?: Error;
}

/**
 * Writes files into a temporary folder, and removes it when what is done with it is over.
 *
 * @param scratch - an existing folder, in which the temporary one is made
 * @public
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

/**
 * Renders folders of a checkout; the result has an entry for each that is there.
 *
 * @public
 */
export async function renderFolders(
  root: string,
  folders: readonly string[],
  program: KustomizeProgram,
  signal?: AbortSignal,
): Promise<Map<string, RenderedFolder>> {
  const there = folders.filter(folder =>
    existsSync(join(root, folder, 'kustomization.yaml')),
  );
  // Two environments of a workload bring the same objects, so each folder is a group of its own.
  const built = await buildAll(
    there.map(folder => [join(root, folder)]),
    { program, signal },
  );
  return new Map(
    there.map(folder => {
      const { documents = [], error } = built.get(join(root, folder))!;
      return [
        folder,
        { objects: documents.map(({ object }) => object), error },
      ];
    }),
  );
}
