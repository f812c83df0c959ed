import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
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
  /** Absolute path of the file that the object comes from, or of the kustomization that generates it. */
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

/** Starting a process for each costs four times as much; one process for all grows with the square. */
const BATCH = 50;
const BATCH_TIMEOUT_MS = 120_000;
const BATCH_MAX_BYTES = 256 * 1024 * 1024;

const BUILD = 'build.kustomize.idp/index';
const ORIGIN = 'config.kubernetes.io/origin';

/**
 * Renders many folders, some fifty in one process. The result has an entry for each folder, in the order given.
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
  options: { program?: KustomizeProgram; signal?: AbortSignal } = {},
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
  const count = Math.ceil(folders.length / BATCH);
  const batches: string[][] = Array.from({ length: count }, () => []);
  folders.forEach((folder, i) => batches[i % count].push(folder));
  return batches;
}

async function buildBatch(
  folders: readonly string[],
  results: Map<string, BuildResult>,
  options: { program?: KustomizeProgram; signal?: AbortSignal },
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
  options: { program?: KustomizeProgram; signal?: AbortSignal },
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
  options: { program?: KustomizeProgram; signal?: AbortSignal },
): Promise<Map<string, BuiltDocument[]>> {
  // Kustomize resolves links before it goes up from a folder.
  const root = await mkdtemp(
    path.join(await realpath(tmpdir()), 'kustomize-batch-'),
  );
  try {
    await writeFile(
      path.join(root, 'kustomization.yaml'),
      JSON.stringify({
        resources: folders.map((_, i) => String(i)),
        buildMetadata: ['originAnnotations'],
      }),
    );
    await Promise.all(
      folders.map(async (folder, i) => {
        const wrapper = path.join(root, String(i));
        await mkdir(wrapper);
        await writeFile(
          path.join(wrapper, 'kustomization.yaml'),
          JSON.stringify(await wrap(wrapper, folder, i)),
        );
      }),
    );
    const text = await buildKustomization(root, {
      ...options,
      timeoutMs: BATCH_TIMEOUT_MS,
      maxBytes: BATCH_MAX_BYTES,
    });
    return sortByFolder(text, folders, root);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** The folder as it is, with a mark on each object; what is never applied would only meet its like of another folder. */
async function wrap(wrapper: string, folder: string, index: number) {
  const relative = path.relative(wrapper, await realpath(folder));
  return {
    resources: [relative.split(path.sep).join('/')],
    patches: [
      {
        target: {
          annotationSelector: 'config.kubernetes.io/local-config=true',
        },
        patch: '$patch: delete\nkind: any\nmetadata:\n  name: any\n',
      },
    ],
    transformers: [
      JSON.stringify({
        apiVersion: 'builtin',
        kind: 'AnnotationsTransformer',
        metadata: { name: 'mark' },
        annotations: { [BUILD]: String(index) },
        fieldSpecs: [{ path: 'metadata/annotations', create: true }],
      }),
    ],
  };
}

function sortByFolder(
  text: string,
  folders: readonly string[],
  root: string,
): Map<string, BuiltDocument[]> {
  const sorted = new Map<string, BuiltDocument[]>(
    folders.map(folder => [folder, []]),
  );
  for (const object of loadAll(text, undefined, {
    schema: CORE_SCHEMA,
  }) as any[]) {
    if (!object) continue;
    const annotations = object.metadata.annotations;
    const { [BUILD]: index, [ORIGIN]: origin } = annotations;
    delete annotations[BUILD];
    delete annotations[ORIGIN];
    if (Object.keys(annotations).length === 0) {
      delete object.metadata.annotations;
    }
    sorted
      .get(folders[Number(index)])!
      .push({ object, origin: originFile(origin, root) });
  }
  return sorted;
}

/** `path: <file>` of a resource, `configuredIn: <kustomization>` of what a generator makes. */
function originFile(origin: string | undefined, root: string) {
  const file = /^(?:path|configuredIn): (.+)$/m.exec(origin ?? '')?.[1];
  return file && path.resolve(root, file);
}
