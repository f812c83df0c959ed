import path from 'node:path';
import { buildAll, findKustomize, type KustomizeProgram } from '@idp/kustomize';
import {
  ENVIRONMENTS,
  type EnvironmentName,
  type Problem,
} from '@idp/platform-contract';
import { readApplications, type ReadApplication } from './applications';
import { Documents } from './Documents';
import { builtFolders, environmentOf, ownerOf } from './kustomizations';
import { problemAt } from './problemAt';
import type {
  Rendered,
  RenderedDocument,
  RenderedRepository,
  Repository,
} from './types';

type Built = Map<
  string,
  { documents: readonly RenderedDocument[]; error?: string }
>;

/** Renders first the clusters, which say what else there is, then everything else. */
export async function renderRepository(
  repository: Repository,
): Promise<RenderedRepository> {
  const program = await kustomize();
  const documents = new Documents(repository, program);
  const folders = builtFolders(repository);
  const isCluster = (folder: string) => ownerOf(folder).kind === 'cluster';
  const clusters = await build(
    repository,
    folders.filter(isCluster),
    program,
    documents,
  );

  const problems: Problem[] = [];
  const read = ENVIRONMENTS.flatMap(environment =>
    follow(repository, clusters, environment, folders, problems),
  );
  // A base that an overlay of another environment refers to may be delivered by itself, too.
  const delivered = read
    .flatMap(({ folders: own }) => own)
    .filter(
      folder =>
        repository.exists(`${folder}/kustomization.yaml`) &&
        (repository.scope.platform || ownerOf(folder).kind !== 'component'),
    );
  const others = [...new Set([...folders, ...delivered])].filter(
    folder => !clusters.has(folder),
  );
  const built = new Map([
    ...clusters,
    ...(await build(repository, others, program, documents)),
  ]);

  for (const [folder, { error }] of built) {
    if (error !== undefined) problems.push(renderProblem(folder, error));
  }
  const deliveredIn = new Map<string, Set<EnvironmentName>>();
  for (const { environment, folders: own } of read) {
    for (const folder of own) {
      const known = deliveredIn.get(folder) ?? new Set();
      deliveredIn.set(folder, known.add(environment));
    }
  }
  const rendered = new Map(
    [...built].map(([folder, result]) => [
      folder,
      {
        folder,
        of: ownerOf(folder),
        environments: environmentsOf(folder, deliveredIn.get(folder)),
        ...result,
      } satisfies Rendered,
    ]),
  );
  return {
    folders: [...rendered.values()].sort(byFolder),
    applications: read.map(application => ({
      ...application,
      rendered: application.folders.flatMap(
        folder => rendered.get(folder) ?? [],
      ),
    })),
    problems: problems.sort(byFile),
  };
}

/** The Applications of what a person applies once, and of the folders that those deliver, and so on. */
function follow(
  repository: Repository,
  clusters: Built,
  environment: EnvironmentName,
  folders: readonly string[],
  problems: Problem[],
): ReadApplication[] {
  const applications: ReadApplication[] = [];
  const seen = new Set([`gitops/clusters/${environment}`]);
  for (const folder of seen) {
    const read = readApplications(
      repository,
      clusters.get(folder)?.documents ?? [],
      environment,
      folders,
      problems,
    );
    applications.push(...read);
    // Iterating over a set takes in what is added meanwhile.
    for (const next of read.flatMap(({ folders: own }) => own)) {
      if (clusters.has(next)) seen.add(next);
    }
  }
  return applications;
}

/** Renders one folder by itself; without documents where it cannot be. */
export async function renderFolder(
  repository: Repository,
  folder: string,
): Promise<readonly RenderedDocument[]> {
  const program = await kustomize();
  const documents = new Documents(repository, program);
  const built = await build(repository, [folder], program, documents);
  return built.get(folder)!.documents;
}

async function kustomize(): Promise<KustomizeProgram> {
  const program = await findKustomize();
  if (!program) {
    throw new Error(
      'Neither kustomize nor kubectl is on PATH, so nothing can be rendered. Install one of them, or name it in IDP_KUSTOMIZE.',
    );
  }
  return program;
}

async function build(
  repository: Repository,
  folders: readonly string[],
  program: KustomizeProgram,
  documents: Documents,
): Promise<Built> {
  const { root } = repository;
  const grouped = groups(folders);
  const results = await buildAll(
    grouped.map(group => group.map(folder => path.join(root, folder))),
    { program },
  );
  return new Map(
    grouped.flatMap(group =>
      group.map(folder => {
        const result = results.get(path.join(root, folder))!;
        return [
          folder,
          result.error
            ? { documents: [], error: reasonOf(root, result.error) }
            : {
                documents: documents.of(
                  folder,
                  result.documents.map(({ object }) => object),
                  group,
                ),
              },
        ];
      }),
    ),
  );
}

/**
 * Folders of one environment and kind bring different objects, so they can be built together. A component's and a
 * tenant's are kept apart, as a name that a component generates would be followed by a tenant that shares its namespace.
 */
function groups(folders: readonly string[]): string[][] {
  const byKey = new Map<string, string[]>();
  for (const folder of folders) {
    const key = `${ownerOf(folder).kind} ${environmentOf(folder)}`;
    byKey.set(key, [...(byKey.get(key) ?? []), folder]);
  }
  return [...byKey.values()];
}

function reasonOf(root: string, { message }: Error): string {
  return message.split(`${root}/`).join('').replace(/\s+/g, ' ');
}

function environmentsOf(
  folder: string,
  deliveredIn: ReadonlySet<EnvironmentName> = new Set(),
): EnvironmentName[] {
  const delivered = ENVIRONMENTS.filter(name => deliveredIn.has(name));
  const named = environmentOf(folder);
  return delivered.length || !named ? delivered : [named];
}

function renderProblem(folder: string, error: string): Problem {
  return problemAt(
    `${folder}/kustomization.yaml`,
    'render',
    error,
    'Mend what the message names, then render the folder again',
  );
}

function byFolder(a: Rendered, b: Rendered) {
  return a.folder < b.folder ? -1 : 1;
}

function byFile(a: Problem, b: Problem) {
  return a.file < b.file ? -1 : Number(a.file > b.file);
}
