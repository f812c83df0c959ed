import type { Findings } from '../platform/Findings';
import type { Place, Repository } from '../repository';
import { EXCEPTIONS } from './secrets/exceptions';

/** What a schema was made from, and what decides on the version that a cluster has. */
export interface SchemaSource {
  of: string;
  version: string;
  pin?: { chart?: string; manifests?: string; cluster?: boolean };
}

/** A version that this repository pins. */
interface Pinned {
  version: string;
  /** Such as `chart argo-cd`. */
  what: string;
  place: Place;
}

interface Declared {
  source: string;
  pinned: string;
  reason: string;
  place: Place;
}

/**
 * Schemas are those of the versions that the clusters get; where they are not, somebody has looked at it and has said so.
 * Adds findings, and gives a line for each source.
 */
export async function lookAtVersions(
  repository: Repository,
  sources: readonly SchemaSource[],
  findings: Findings,
): Promise<{ details: string[]; notes: string[] }> {
  const declared = readDeclared(repository, findings);
  const details: string[] = [];
  const notes: string[] = [];
  const used = new Set<Declared>();
  for (const source of eachOnce(sources)) {
    const { of, version } = source;
    const pins = await pinsOf(repository, source);
    if (pins.length === 0) {
      notes.push(`schemas of ${of} ${version}: nothing here pins a version`);
    }
    for (const pin of pins) {
      const line = `schemas of ${of} ${version}, ${pin.what} ${pin.version}`;
      if (isSame(source, pin.version)) {
        details.push(line);
        continue;
      }
      const said = declared.find(
        entry => entry.source === of && entry.pinned === pin.version,
      );
      if (said) {
        used.add(said);
        notes.push(`${line}: ${said.reason}`);
        continue;
      }
      findings.at(
        pin.place,
        `objects are held against the schemas of ${of} ${version}, and ${pin.what} is pinned to ${pin.version}`,
        `Take schemas of that version (packages/kubernetes-schemas); or hold the fields that are used here against its CRDs, and say so in ${EXCEPTIONS}, below schemas, with source: ${of}, pinned: '${pin.version}' and a reason`,
      );
    }
  }
  for (const entry of declared) {
    // Without the platform's own folders nothing is pinned.
    if (used.has(entry) || !repository.scope.platform) continue;
    findings.at(
      entry.place,
      `no schema of ${entry.source} differs from a version ${entry.pinned} that is pinned`,
      'Remove the exception, or write the version that is pinned now after looking at what changed',
    );
  }
  return { details, notes: [...new Set(notes)] };
}

function readDeclared(repository: Repository, findings: Findings): Declared[] {
  if (!repository.files.includes(EXCEPTIONS)) return [];
  const [document] = repository.yaml(EXCEPTIONS).documents;
  const list = document?.value?.schemas;
  return (Array.isArray(list) ? list : []).flatMap((entry, i) => {
    const place = document.place(['schemas', i]);
    const { source, pinned, reason } = entry ?? {};
    const complete = [source, pinned, reason].every(
      text => typeof text === 'string' && text.trim().length > 0,
    );
    if (complete && reason.trim().length > 3) {
      return [{ source, pinned, reason, place }];
    }
    findings.at(
      place,
      'an exception for schemas needs source, pinned and reason',
      'Take them from the finding, the version in quotes, and say what was looked at',
    );
    return [];
  });
}

async function pinsOf(
  repository: Repository,
  { pin }: SchemaSource,
): Promise<Pinned[]> {
  if (pin?.cluster) return clusterVersions(repository);
  const found = new Map<string, Pinned>();
  const { applications } = await repository.rendered();
  for (const { object, document } of applications) {
    const several: any[] | undefined = object.spec?.sources;
    const sources = several ?? [object.spec?.source].filter(Boolean);
    sources.forEach((source: any, i: number) => {
      const isIt = pin?.chart
        ? source.chart === pin.chart
        : pin?.manifests &&
          String(source.repoURL)
            .replace(/\.git$/, '')
            .endsWith(`/${pin.manifests}`);
      const version = String(source.targetRevision);
      if (!isIt || found.has(version)) return;
      found.set(version, {
        version,
        what: pin?.chart ? `chart ${pin.chart}` : pin!.manifests!,
        place: repository.place(
          document,
          several
            ? ['spec', 'sources', i, 'targetRevision']
            : ['spec', 'source', 'targetRevision'],
        ),
      });
    });
  }
  return [...found.values()];
}

/** As kubeadm and eksctl are told. */
function clusterVersions(repository: Repository): Pinned[] {
  return repository.files
    .filter(file => /^kubernetes\/clusters\/.+\.ya?ml$/.test(file))
    .flatMap(file =>
      repository.yaml(file).documents.flatMap(({ value, place }) => {
        const at =
          value?.kind === 'ClusterConfig'
            ? ['metadata', 'version']
            : ['kubernetesVersion'];
        const version = at.reduce((node: any, key) => node?.[key], value);
        return typeof version === 'string'
          ? [{ version, what: `the cluster of ${file}`, place: place(at) }]
          : [];
      }),
    );
}

/** Kubernetes' schemas change with its minor version. */
function isSame({ version, pin }: SchemaSource, pinned: string): boolean {
  const [a, b] = [version, pinned].map(text => text.replace(/^v/, ''));
  const minor = (text: string) => text.split('.').slice(0, 2).join('.');
  return pin?.cluster ? minor(a) === minor(b) : a === b;
}

function eachOnce(sources: readonly SchemaSource[]): SchemaSource[] {
  return [
    ...new Map(
      sources.map(source => [`${source.of} ${source.version}`, source]),
    ).values(),
  ].sort((a, b) => a.of.localeCompare(b.of));
}
