import { Batch, BATCH_LIMITS } from './batch';
import { buildKustomizationSync } from './buildKustomization';
import type { KustomizeProgram } from './findKustomize';
import { KustomizeError } from './KustomizeError';

/**
 * Where the objects of folders come from, for a caller that needs to know it of a few after {@link buildAll} has rendered
 * many: absolute files in the order of the documents, undefined for an object of which kustomize does not say. A folder
 * that cannot be rendered has no objects.
 *
 * @param folders - absolute; in one process, so no more than about fifty
 * @public
 */
export function originsOf(
  folders: readonly string[],
  options: { program: KustomizeProgram },
): Map<string, Array<string | undefined>> {
  const batch = Batch.write(folders, { origins: true });
  try {
    const text = buildKustomizationSync(batch.folder, {
      ...options,
      ...BATCH_LIMITS,
    });
    return new Map(
      [...batch.read(text)].map(([folder, documents]) => [
        folder,
        documents.map(({ origin }) => origin),
      ]),
    );
  } catch (error) {
    if (!(error instanceof KustomizeError)) throw error;
    // Two of them bring the same object, or one cannot be rendered.
    return folders.length === 1
      ? new Map([[folders[0], []]])
      : new Map(folders.flatMap(folder => [...originsOf([folder], options)]));
  } finally {
    batch.removeSync();
  }
}
