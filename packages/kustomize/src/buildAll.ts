import { availableParallelism } from 'node:os';
import { Batch, BATCH_LIMITS, BATCH_SIZE } from './batch';
import { buildKustomization } from './buildKustomization';
import { findKustomize, type KustomizeProgram } from './findKustomize';
import { KustomizeError } from './KustomizeError';

/**
 * One object that a kustomization gives.
 *
 * @public
 */
export interface BuiltDocument {
  /** As it would be applied. */
  object: any;
  /** With `origins`: absolute path of the file that the object comes from, or of the kustomization that generates it. */
  origin?: string;
}

/**
 * What became of one folder: its objects, or the reason why there are none.
 *
 * @public
 */
export type BuildResult =
  | { documents: BuiltDocument[]; error?: undefined }
  | { documents?: undefined; error: KustomizeError };

/**
 * How folders are rendered.
 *
 * @public
 */
export interface BuildAllOptions {
  /** Found on the machine when absent. */
  program?: KustomizeProgram;
  /** Whether each object says where it comes from; costs kustomize a third more. See {@link originsOf} for a few. */
  origins?: boolean;
  signal?: AbortSignal;
}

/**
 * Renders many folders, some fifty in one process. The result has an entry for each folder, in the order given; its
 * objects stand in the order in which the kustomization brings them.
 *
 * The folders of a group are rendered together, so put those that bring the same objects (two environments of one
 * workload) into different groups; it is right either way, but a batch that cannot be built is halved until each of its
 * folders is built or has its own error. Neighbours of a group land in different batches, as a generated ConfigMap's
 * name would be followed by every object of its namespace in the batch.
 *
 * @param groups - absolute folders
 * @public
 */
export async function buildAll(
  groups: readonly (readonly string[])[],
  options: BuildAllOptions = {},
): Promise<Map<string, BuildResult>> {
  const program = options.program ?? (await findKustomize());
  const batches = groups.flatMap(inBatches);
  const results = new Map<string, BuildResult>(
    groups.flat().map(folder => [folder, { documents: [] }]),
  );
  const work = async () => {
    for (let next = batches.pop(); next; next = batches.pop()) {
      await buildBatch(next, results, { ...options, program });
    }
  };
  await Promise.all(
    Array.from(
      { length: Math.min(batches.length, availableParallelism()) },
      work,
    ),
  );
  return results;
}

function inBatches(folders: readonly string[]): string[][] {
  const count = Math.ceil(folders.length / BATCH_SIZE);
  const batches: string[][] = Array.from({ length: count }, () => []);
  folders.forEach((folder, i) => batches[i % count].push(folder));
  return batches;
}

async function buildBatch(
  folders: readonly string[],
  results: Map<string, BuildResult>,
  options: BuildAllOptions,
): Promise<void> {
  try {
    for (const [folder, documents] of await buildTogether(folders, options)) {
      results.set(folder, { documents });
    }
  } catch (error) {
    if (!(error instanceof KustomizeError) || error.code === 'not-found') {
      throw error;
    }
    if (folders.length === 1) {
      const [folder] = folders;
      results.set(folder, { error: await ownError(folder, error, options) });
      return;
    }
    const half = Math.ceil(folders.length / 2);
    await buildBatch(folders.slice(0, half), results, options);
    await buildBatch(folders.slice(half), results, options);
  }
}

/** The reason as kustomize gives it for the folder by itself, without the folders that we put around it. */
async function ownError(
  folder: string,
  wrapped: KustomizeError,
  options: BuildAllOptions,
): Promise<KustomizeError> {
  try {
    await buildKustomization(folder, options);
    return wrapped;
  } catch (error) {
    if (error instanceof KustomizeError) return error;
    throw error;
  }
}

async function buildTogether(
  folders: readonly string[],
  options: BuildAllOptions,
): Promise<Map<string, BuiltDocument[]>> {
  const batch = Batch.write(folders, options);
  try {
    const text = await buildKustomization(batch.folder, {
      ...options,
      ...BATCH_LIMITS,
    });
    return batch.read(text);
  } finally {
    await batch.remove();
  }
}
