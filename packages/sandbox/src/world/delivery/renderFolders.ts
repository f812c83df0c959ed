import path from 'node:path';
import { buildAll, findKustomize, KustomizeError } from '@idp/kustomize';
import type { KubeObject } from '../cluster';

/** What a folder gives, or why it gives nothing. */
export interface Rendered {
  objects: KubeObject[];
  error?: string;
}

/** Renders folders of a checkout. */
export async function renderFolders(
  checkout: string,
  folders: readonly string[],
): Promise<Map<string, Rendered>> {
  const program = await findKustomize();
  if (!program) {
    throw new KustomizeError(
      'not-found',
      'Neither kustomize nor kubectl is on PATH, so the sandbox cannot render manifests. Install one of them, or set IDP_KUSTOMIZE to its full path.',
    );
  }
  const absolute = new Map(
    folders.map(folder => [folder, path.join(checkout, folder)]),
  );
  // Two environments of one workload bring the same objects, so they are not built in one go.
  const groups = new Map<string, string[]>();
  for (const [folder, full] of absolute) {
    const key = path.posix.basename(folder);
    groups.set(key, [...(groups.get(key) ?? []), full]);
  }
  const built = await buildAll([...groups.values()], { program });
  return new Map(
    [...absolute].map(([folder, full]) => {
      const { documents = [], error } = built.get(full)!;
      return [
        folder,
        {
          objects: documents.map(({ object }) => object as KubeObject),
          ...(error && { error: error.message.replaceAll(checkout, '.') }),
        },
      ];
    }),
  );
}
