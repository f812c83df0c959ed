import type { Application, Rendered } from '../../../check/src/repository';
import { openRepository } from '../../../check/src/repository';
import type { KubeObject } from '../kube/types';
import { checkout } from '../lib/folders';

/** A rendered folder of this repository in one environment, as Argo CD delivers it. */
export interface Delivery {
  folder: string;
  environment: string;
  of: Rendered['of'];
  objects: KubeObject[];
  /** Sync wave of its Application; what a person applies once comes before all of them. */
  wave: number;
}

/**
 * Everything that this repository delivers to an environment, in the order of birth. What its own folders render to,
 * that is; charts are not in it.
 */
export async function deliveries(environment: string): Promise<Delivery[]> {
  const repository = openRepository(checkout);
  const { folders, applications, problems } = await repository.rendered();
  if (problems.length > 0)
    throw new Error(`The repository does not render: ${problems[0].message}`);
  const waves = new Map(
    applications
      .filter(application => application.environment === environment)
      .flatMap(({ folders: own, wave }) =>
        own.map(folder => [folder, wave] as const),
      ),
  );
  return folders
    .filter(({ environments }) =>
      (environments as readonly string[]).includes(environment),
    )
    .map(({ folder, of, documents }) => ({
      folder,
      environment,
      of,
      wave: of.kind === 'cluster' ? -1000 : waves.get(folder) ?? 0,
      objects: documents.map(({ object }) => object as KubeObject),
    }))
    .sort((a, b) => rank(a) - rank(b) || a.wave - b.wave);
}

function rank({ of }: Delivery) {
  return ['cluster', 'component', 'boundary', 'workload'].indexOf(of.kind);
}

/** What this repository has from charts and from other people's repositories: it is not in the deliveries. */
export async function chartsOf(
  environment: string,
): Promise<Array<{ application: string; source: string }>> {
  const { applications } = await openRepository(checkout).rendered();
  return applications
    .filter(application => application.environment === environment)
    .flatMap(application => foreignSources(application))
    .sort((a, b) => a.application.localeCompare(b.application));
}

function foreignSources({ name, charts, object }: Application) {
  const sources: any[] = object.spec.sources ?? [object.spec.source];
  const others = sources.filter(
    ({ repoURL, chart, path }) => !chart && path && isForeign(repoURL),
  );
  return [
    ...charts.map(({ repoURL, chart, version }) => ({
      application: name,
      source: `chart ${chart} ${version} of ${repoURL}`,
    })),
    ...others.map(({ repoURL, targetRevision }) => ({
      application: name,
      source: `${repoURL} at ${targetRevision}`,
    })),
  ];
}

/** Kustomizations that are read from somebody else's repository. */
function isForeign(repoURL: string) {
  return repoURL.startsWith('https://github.com/');
}
