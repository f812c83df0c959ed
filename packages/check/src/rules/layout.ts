import path from 'node:path';
import { Findings } from '../platform/Findings';
import { nameOf, readItems } from '../platform/items';
import type { Repository } from '../repository';
import { counted, type RuleResult } from '../rule';

const RULE = 'layout';
const KUSTOMIZATION = 'kustomization.yaml';
/** Tenants' folders have the contract; the clusters' own come before Argo CD, and people read them. */
const ELSEWHERE = /^(gitops\/tenants|kubernetes\/clusters)\//;
const FOR_PEOPLE = /(^|\/)(README\.md|CODEOWNERS|\.gitkeep)$/;
/** What is tried on policies, tests of rules and alerts: read by the check and by tests. */
const FIXTURES = /\/(fixtures|tests)\//;

/** Every file is used by something, and every object belongs to one Application. */
export async function layoutRule(repository: Repository): Promise<RuleResult> {
  const findings = new Findings(repository, RULE);
  const files = repository.files.filter(
    file => /^(gitops|kubernetes)\//.test(file) && !ELSEWHERE.test(file),
  );
  const used = await usedFiles(repository, files);
  const components = new Set(
    files.flatMap(
      file => /^kubernetes\/([^/]+)\/component\.yaml$/.exec(file)?.[1] ?? [],
    ),
  );
  const idle = [...components].filter(
    name => ![...used].some(file => file.startsWith(`kubernetes/${name}/`)),
  );
  for (const name of idle) {
    findings.at(
      `kubernetes/${name}/component.yaml`,
      `no Application delivers the component ${name}`,
      'Name its Application in gitops/platform/kustomization.yaml, or remove the component',
    );
  }
  for (const file of files) {
    if (idle.some(name => file.startsWith(`kubernetes/${name}/`))) continue;
    if (isOffered(repository, file)) continue;
    if (used.has(file) || FOR_PEOPLE.test(file) || FIXTURES.test(file))
      continue;
    findings.at(
      file,
      'nothing uses this file',
      'Name it in a kustomization or an Application, or remove it',
    );
  }
  const objects = await lookForTwins(repository, findings);
  return {
    rule: RULE,
    lookedAt: `${counted(files.length, 'file')}, ${counted(objects, 'object')}`,
    problems: findings.problems,
  };
}

/** A shared component that is there for the day when it is needed; the README beside it says for what. */
function isOffered(repository: Repository, file: string): boolean {
  const [, parent, name] =
    /^(kubernetes\/shared\/(?:[^/]+\/)?)([^/]+)\/[^/]+$/.exec(file) ?? [];
  const readme = `${parent}README.md`;
  return (
    name !== undefined &&
    repository.files.includes(readme) &&
    repository.text(readme).includes(`\`${name}/\``)
  );
}

async function usedFiles(
  repository: Repository,
  files: readonly string[],
): Promise<Set<string>> {
  const { applications, folders } = await repository.rendered();
  const used = new Set<string>();
  for (const { charts } of applications) {
    for (const file of charts.flatMap(({ valueFiles }) => valueFiles))
      used.add(file);
  }
  const known = new Set(files);
  const delivered = applications.flatMap(({ folders: own }) => own);
  const byPerson = folders
    .filter(({ of }) => of.kind === 'cluster' || of.kind !== 'component')
    .map(({ folder }) => folder);
  const clusters = files
    .filter(file => /^gitops\/clusters\/[^/]+\/kustomization\.yaml$/.test(file))
    .map(file => path.posix.dirname(file));
  // A set that grows while it is walked: folders lead to folders.
  const walked = new Set([...delivered, ...byPerson, ...clusters]);
  for (const folder of walked) {
    const file = `${folder}/${KUSTOMIZATION}`;
    if (!repository.exists(file)) continue;
    used.add(file);
    for (const target of targetsOf(repository.yaml(file).documents[0]?.value)) {
      const found = path.posix
        .normalize(path.posix.join(folder, target))
        .replace(/\/$/, '');
      if (known.has(found)) used.add(found);
      else walked.add(found);
    }
  }
  for (const file of files) {
    const [, component] =
      /^kubernetes\/([^/]+)\/component\.yaml$/.exec(file) ?? [];
    const isDelivered = [...walked].some(folder =>
      folder.startsWith(`kubernetes/${component}/`),
    );
    const hasChart = [...used].some(
      other => other === `kubernetes/${component}/values.yaml`,
    );
    if (component && (isDelivered || hasChart)) used.add(file);
  }
  return used;
}

/** Everything that a kustomization names. */
function targetsOf(value: any): string[] {
  if (!value || typeof value !== 'object') return [];
  const lists = [
    'resources',
    'components',
    'bases',
    'crds',
    'configurations',
    'generators',
    'transformers',
    'validators',
    'patchesStrategicMerge',
  ];
  const named = lists.flatMap(list =>
    Array.isArray(value[list]) ? value[list] : [],
  );
  const paths = ['patches', 'patchesJson6902', 'replacements'].flatMap(list =>
    (Array.isArray(value[list]) ? value[list] : []).map(
      (entry: any) => entry?.path,
    ),
  );
  const generated = ['configMapGenerator', 'secretGenerator'].flatMap(list =>
    (Array.isArray(value[list]) ? value[list] : []).flatMap((entry: any) => [
      ...(entry.files ?? []),
      ...(entry.envs ?? []),
      entry.env,
    ]),
  );
  return [...named, ...paths, ...generated, value.openapi?.path]
    .filter(
      (entry): entry is string =>
        typeof entry === 'string' && !entry.includes('\n'),
    )
    .map(entry => entry.replace(/^[^/=]+=/, ''));
}

async function lookForTwins(
  repository: Repository,
  findings: Findings,
): Promise<number> {
  const owners = new Map<string, string>();
  const items = (await readItems(repository)).filter(
    ({ application }) => application,
  );
  for (const item of items) {
    const { environment, object, application, folder } = item;
    const [group] = object.apiVersion.includes('/')
      ? object.apiVersion.split('/')
      : [''];
    const key = `${environment} ${group} ${nameOf(item)}`;
    const owner = `${application!.name} (${folder})`;
    const first = owners.get(key);
    if (first && first !== owner) {
      findings.in(
        item,
        [],
        `${nameOf(item)} is delivered by ${first} and by ${owner}`,
        'Keep it in the component that owns it',
      );
    }
    owners.set(key, first ?? owner);
  }
  return owners.size;
}
