import { Findings } from '../platform/Findings';
import { isPlatform, nameOf, readItems } from '../platform/items';
import { containersOf, podTemplateOf } from '../platform/pods';
import { visit } from '../platform/visit';
import type { Place, Repository, ValuePath, YamlDocument } from '../repository';
import { counted, type RuleResult } from '../rule';

const RULE = 'pinning';
const VERSION = /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/;
const COMMIT = /^[0-9a-f]{40}$/;
/** What moves: no version follows from it. */
const MOVES =
  /^(latest|stable|edge|nightly|main|master|head|dev|canary|current|lts)$/i;
const VALUES = /^kubernetes\/.+\/values\.ya?ml$/;
const KUSTOMIZATION = /(^|\/)kustomization\.ya?ml$/;
const OURS = /^(gitops|kubernetes|templates\/blueprints)\//;

/** Every version is written out, in one place, and comes over TLS. */
export async function pinningRule(repository: Repository): Promise<RuleResult> {
  const findings = new Findings(repository, RULE);
  const files = repository.files.filter(file => OURS.test(file));
  for (const file of files) {
    if (/(^|\/)\.argocd-source/.test(file)) {
      findings.at(
        file,
        'Argo CD lets this file override what an Application says',
        'Remove it, and change the Application',
      );
    }
    if (KUSTOMIZATION.test(file)) {
      repository
        .yaml(file)
        .documents.forEach(document => lookAtKustomization(document, findings));
    }
    if (VALUES.test(file)) {
      repository
        .yaml(file)
        .documents.forEach(document => lookAtValues(document, findings));
    }
  }
  const images = await lookAtImages(repository, findings);
  const sources = await lookAtSources(repository, findings);
  return {
    rule: RULE,
    lookedAt: `${counted(files.length, 'file')}, ${counted(
      images,
      'image',
    )}, ${counted(sources, 'source')}`,
    problems: findings.problems,
    notes: [
      'Images that upstream charts name by themselves are pinned by the version of the chart, and cannot be seen from here.',
    ],
  };
}

async function lookAtImages(repository: Repository, findings: Findings) {
  const seen = new Set<string>();
  for (const item of await readItems(repository)) {
    const template = podTemplateOf(item.object);
    const images: Array<[ValuePath, unknown]> = template
      ? containersOf(template).map(({ at, container }) => [
          [...at, 'image'],
          container.image,
        ])
      : [];
    // Operators take images in fields of their own, at any depth.
    visit(item.object.spec, (at, node) => {
      const isImage =
        typeof node === 'string' && /^image(Name)?$/.test(String(at.at(-1)));
      const known = images.some(
        ([path]) => path.join() === ['spec', ...at].join(),
      );
      if (isImage && !known && isPlatform(item)) {
        images.push([['spec', ...at], node]);
      }
    });
    for (const [at, image] of images) {
      seen.add(String(image));
      const reason = whyNotFixed(image);
      if (reason) {
        findings.in(
          item,
          at,
          `an image of ${nameOf(item)} ${reason}`,
          'Write registry, name and a fixed tag or digest',
        );
      }
    }
  }
  return seen.size;
}

function whyNotFixed(image: unknown): string | undefined {
  if (typeof image !== 'string' || !image) return 'is missing';
  const [name, digest] = image.split('@');
  if (digest !== undefined && !/^sha256:[0-9a-f]{64}$/.test(digest)) {
    return 'has a digest that is none';
  }
  const tag = /:([^/:]+)$/.exec(name)?.[1];
  if (tag && MOVES.test(tag)) return `has the tag ${tag}, which moves`;
  if (!tag && !digest) return 'has neither tag nor digest';
  return digest || isExact(tag!)
    ? undefined
    : `has the tag ${tag}, which is no whole version and moves`;
}

/** Two numbers at least, a date, or a commit. */
function isExact(tag: string): boolean {
  return (
    /\d+\.\d+/.test(tag) ||
    /\d{8}/.test(tag) ||
    /(^|[-.])[0-9a-f]{7,40}$/.test(tag)
  );
}

function lookAtValues(document: YamlDocument, findings: Findings) {
  visit(document.value, (at, value) => {
    const field = String(at.at(-1));
    if (
      typeof value === 'string' &&
      /^(tag|imageTag|version)$/i.test(field) &&
      MOVES.test(value)
    ) {
      findings.at(
        document.place(at),
        `${at.join('.')} is ${value}, which moves`,
        'Write a fixed version, or leave the field to the chart',
      );
    }
    if (
      typeof value === 'string' &&
      /^image(Name|URL)?$/i.test(field) &&
      /[/:]/.test(value)
    ) {
      const reason = whyNotFixed(value);
      // Many charts have the tag in a field of its own.
      const holder = at
        .slice(0, -1)
        .reduce((node: any, step) => node?.[step], document.value);
      if (reason && !holder?.tag && !holder?.imageTag && !holder?.digest) {
        findings.at(
          document.place(at),
          `the image at ${at.join('.')} ${reason}`,
          'Write registry, name and a fixed tag or digest',
        );
      }
    }
  });
}

async function lookAtSources(repository: Repository, findings: Findings) {
  const { applications } = await repository.rendered();
  const own = ownRepository(repository);
  const versions = new Map<string, string>();
  let count = 0;
  for (const { object, document } of applications) {
    const several = object.spec?.sources;
    const sources: any[] = several ?? [object.spec?.source].filter(Boolean);
    for (const [i, source] of sources.entries()) {
      count++;
      const at: ValuePath = several
        ? ['spec', 'sources', i]
        : ['spec', 'source'];
      const place = (field: string) =>
        repository.place(document, [...at, field]);
      lookAtSource(source, own, object.metadata.name, place, findings);
      if (!source.chart) continue;
      const key = `${source.repoURL}/${source.chart}`;
      const here = place('targetRevision');
      const where = `${here.file}:${here.line}`;
      const first = versions.get(key) ?? where;
      versions.set(key, first);
      if (first !== where) {
        findings.at(
          here,
          `the version of chart ${source.chart} is also at ${first}`,
          'Keep one Application for the chart, so that its version stands once',
        );
      }
    }
  }
  return count;
}

function lookAtSource(
  source: any,
  own: string | undefined,
  application: string,
  place: (field: string) => Place,
  findings: Findings,
) {
  const name = source.chart ?? source.path;
  if (!isSafe(source)) {
    findings.at(
      place('repoURL'),
      `the source of ${name} comes without TLS`,
      'Write an https:// address, or an OCI registry',
    );
  }
  if (source.repoURL === own) return;
  const revision = source.targetRevision;
  if (!source.chart) {
    if (COMMIT.test(revision ?? '') || VERSION.test(revision ?? '')) return;
    findings.at(
      place('targetRevision'),
      `${application} takes ${name} from another repository at ${
        revision ?? 'no revision'
      }, which moves`,
      'Write a commit or the tag of a release',
    );
  } else if (!VERSION.test(revision ?? '')) {
    findings.at(
      place('targetRevision'),
      `the version of chart ${name} is ${
        revision ?? 'missing'
      }, which does not say which`,
      'Write the exact version',
    );
  }
}

function isSafe({ repoURL = '', chart }: any) {
  return (
    /^(https|oci|ssh):\/\//.test(repoURL) ||
    /^git@/.test(repoURL) ||
    (chart !== undefined && !repoURL.includes('://'))
  );
}

function ownRepository(repository: Repository): string | undefined {
  const file = 'gitops/environments/shared/source.yaml';
  return repository.files.includes(file)
    ? repository.yaml(file).documents[0]?.value?.data?.repoURL
    : undefined;
}

/** Fields of a kustomization that name files and folders. */
const TARGETS =
  /^(resources|components|bases|crds|configurations|generators|transformers|validators|patches|patchesStrategicMerge|patchesJson6902|replacements|openapi|configMapGenerator|secretGenerator)$/;

function lookAtKustomization(document: YamlDocument, findings: Findings) {
  const { value } = document;
  visit(value, (at, node) => {
    if (typeof node !== 'string' || !TARGETS.test(String(at[0]))) return;
    // Literals, names and inline patches are no files.
    const field = at.filter(step => typeof step === 'string').at(-1);
    if (!/^(path|files|envs|env)$/.test(String(field)) && at.length > 2) return;
    const target = node.replace(/^[^/=:]+=/, '');
    if (node.includes('\n') || !isRemote(target)) return;
    findings.at(
      document.place(at),
      `${target} is fetched from elsewhere while it is rendered`,
      'Keep the file here, or take a Helm chart with a fixed version',
    );
  });
  for (const field of ['helmCharts', 'helmChartInflationGenerator']) {
    if (value?.[field] === undefined) continue;
    findings.at(
      document.place([field]),
      `${field} fetches a chart while kustomize renders`,
      'Make the chart a source of the Application',
    );
  }
  (Array.isArray(value?.images) ? value.images : []).forEach(
    (image: any, i: number) => {
      if (!image.newTag || !MOVES.test(image.newTag)) return;
      findings.at(
        document.place(['images', i, 'newTag']),
        `the tag ${image.newTag} moves`,
        'Write a fixed tag or a digest',
      );
    },
  );
}

/** What kustomize takes for an address; a commit in it is no excuse, as rendering then needs the network. */
function isRemote(target: string) {
  return (
    /^[a-z+]+:\/\//i.test(target) ||
    /^(git@|git::|github\.com[/:])/.test(target) ||
    /[?&](ref|version)=/.test(target) ||
    /[^:]\/\/|\.git(\/|$)/.test(target) ||
    COMMIT.test(target)
  );
}
