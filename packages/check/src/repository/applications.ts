import path from 'node:path';
import type { EnvironmentName, Problem } from '@idp/platform-contract';
import { expandApplicationSet } from './applicationSets';
import { problemAt } from './problemAt';
import type {
  Application,
  ChartSource,
  KubernetesObject,
  RenderedDocument,
  Repository,
} from './types';

/** An Application before its folders are rendered. */
export type ReadApplication = Omit<Application, 'rendered'>;

/** The address that clusters read this repository from; a path of another one is none of ours. */
const SOURCE = 'gitops/environments/shared/source.yaml';
const WAVE = 'argocd.argoproj.io/sync-wave';

/** The Applications of a cluster, written or made by an ApplicationSet out of the folders that there are. */
export function readApplications(
  repository: Repository,
  documents: readonly RenderedDocument[],
  environment: EnvironmentName,
  folders: readonly string[],
  problems: Problem[],
): ReadApplication[] {
  const own: string | undefined =
    repository.yaml(SOURCE).documents[0]?.value?.data?.repoURL;
  return documents.flatMap(document => {
    const { object } = document;
    if (!object.apiVersion.startsWith('argoproj.io/')) return [];
    if (object.kind === 'Application') {
      return [readApplication(document, object, environment, own)];
    }
    if (object.kind !== 'ApplicationSet') return [];
    const { applications, unknown } = expandApplicationSet(object, folders);
    problems.push(
      ...unknown.map(({ at, reason }) =>
        problemAt(
          repository.place(document, at),
          'render',
          reason,
          'Write a git generator with directories, and templates that the check can follow',
        ),
      ),
    );
    return applications.map(made =>
      readApplication(document, made, environment, own),
    );
  });
}

function readApplication(
  document: RenderedDocument,
  object: KubernetesObject,
  environment: EnvironmentName,
  own: string | undefined,
): ReadApplication {
  const spec = object.spec ?? {};
  const several: any[] | undefined = spec.sources;
  const sources = several ?? (spec.source ? [spec.source] : []);
  return {
    name: object.metadata.name,
    environment,
    document,
    object,
    wave: Number(object.metadata.annotations?.[WAVE] ?? 0),
    folders: sources
      .filter(
        ({ path: folder, chart, repoURL }: any) =>
          folder && !chart && (own === undefined || repoURL === own),
      )
      .map(({ path: folder }: any) => path.posix.normalize(folder)),
    charts: sources.flatMap((source: any, index: number) =>
      source.chart
        ? [chartOf(source, several ? index : undefined, object.metadata.name)]
        : [],
    ),
  };
}

function chartOf(
  source: any,
  index: number | undefined,
  application: string,
): ChartSource {
  const { repoURL, chart, targetRevision, helm = {} } = source;
  return {
    index,
    repoURL,
    chart,
    version: targetRevision,
    releaseName: helm.releaseName ?? application,
    valueFiles: (helm.valueFiles ?? []).map((file: string) =>
      file.replace(/^\$[^/]+\//, ''),
    ),
    values: helm.valuesObject ?? {},
    parameters: helm.parameters ?? [],
  };
}
