import { Findings } from '../platform/Findings';
import { isPlatform, nameOf, readItems, type Item } from '../platform/items';
import { readComponents } from '../platform/components';
import { containersOf, podTemplateOf } from '../platform/pods';
import type { Repository } from '../repository';
import { counted, type RuleResult } from '../rule';
import { changesThings, HOOKS, runsProgram } from './imperativePrograms';
import { lookAtChartValues } from './imperativeValues';

const RULE = 'imperative';
const OURS = /^(gitops|kubernetes|templates)\//;
const SCRIPT =
  /\.(sh|bash|zsh|ps1|bat|tf|tfvars)$|(^|\/)(Makefile|Taskfile\.ya?ml|ansible\.cfg)$/;
const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection', '*'];

/** Nothing of ours changes a cluster or a cloud but what Argo CD applies. */
export async function imperativeRule(
  repository: Repository,
): Promise<RuleResult> {
  const findings = new Findings(repository, RULE);
  const files = repository.files.filter(file => OURS.test(file));
  for (const file of files) {
    const shebang = repository.text(file).startsWith('#!');
    if (SCRIPT.test(file) || shebang) {
      findings.at(
        file,
        'a script beside the manifests is a second way to change a cluster',
        'Say what should be there as a manifest, or do it by a controller, and remove the script',
      );
    }
  }
  const items = await readItems(repository);
  const jobs = listedJobs(repository);
  let found = 0;
  for (const item of items) {
    lookForHooks(item, findings);
    if (item.object.kind === 'Job' || item.object.kind === 'CronJob') {
      found++;
      lookAtJob(item, items, jobs, findings);
    }
    lookAtContainers(item, findings);
    lookForScripts(item, findings);
  }
  const { applications } = await repository.rendered();
  const ours = new Set(items.map(jobNameOf));
  const ofCharts = [...jobs].filter(job => !ours.has(job));
  lookAtChartValues(
    repository,
    applications,
    new Set(ofCharts.map(job => job.split('/')[0])),
    findings,
  );
  return {
    rule: RULE,
    lookedAt: `${counted(files.length, 'file')}, ${counted(
      new Set(items.map(({ document }) => document)).size,
      'object',
    )}, ${counted(found, 'job')}`,
    problems: findings.problems,
    notes: [
      'Hooks and Jobs that upstream charts bring cannot be seen from here.',
    ],
  };
}

/** `<component>/<name>`, as component.yaml lists it. */
function jobNameOf({ object, of }: Item): string {
  return /^(Cron)?Job$/.test(object.kind) && of.kind === 'component'
    ? `${of.component}/${object.metadata.name}`
    : '';
}

function lookForHooks(item: Item, findings: Findings) {
  for (const hook of HOOKS) {
    if (item.object.metadata.annotations?.[hook] === undefined) continue;
    findings.in(
      item,
      ['metadata', 'annotations', hook],
      `${nameOf(item)} runs as a hook`,
      'Remove the annotation; let a controller reconcile it, or order it by a wave',
    );
  }
}

/** `<component>/<name>` of the jobs that component.yaml lists. */
function listedJobs(repository: Repository): Set<string> {
  const listed = new Set<string>();
  for (const { name, spec } of readComponents(repository).values()) {
    for (const job of Array.isArray(spec.jobs) ? spec.jobs : []) {
      if (job?.name && job.does && job.reason)
        listed.add(`${name}/${job.name}`);
    }
  }
  return listed;
}

function lookAtJob(
  item: Item,
  items: Item[],
  listed: Set<string>,
  findings: Findings,
) {
  const { object, of } = item;
  const component = of.kind === 'component' ? of.component : undefined;
  if (!listed.has(`${component}/${object.metadata.name}`)) {
    findings.in(
      item,
      [],
      `${nameOf(item)} is in no list`,
      component
        ? `List it in kubernetes/${component}/component.yaml below spec.jobs with name, does and reason, if it changes neither Kubernetes nor a cloud; else remove it`
        : 'Only components of the platform have jobs; remove it',
    );
  }
  const account = podTemplateOf(object)?.spec.serviceAccountName;
  if (!account) return;
  for (const binding of items) {
    if (!bindsTo(binding, item, account)) continue;
    const role = roleOf(binding, items);
    const written = (role?.object.rules ?? []).filter((rule: any) =>
      rule.verbs?.some((verb: string) => WRITES.includes(verb)),
    );
    const builtIn =
      !role &&
      /^(admin|cluster-admin|edit)$/.test(binding.object.roleRef?.name);
    if (written.length || builtIn) {
      findings.in(
        binding,
        ['roleRef'],
        `${nameOf(item)} may write to Kubernetes by ${nameOf(binding)}`,
        'Let it read at most; what should be in the cluster is a manifest',
      );
    }
  }
}

function bindsTo(binding: Item, job: Item, account: string): boolean {
  return (
    binding.environment === job.environment &&
    /^(Cluster)?RoleBinding$/.test(binding.object.kind) &&
    (binding.object.subjects ?? []).some(
      (subject: any) =>
        subject.kind === 'ServiceAccount' &&
        subject.name === account &&
        (subject.namespace ?? binding.namespace) === job.namespace,
    )
  );
}

function roleOf(binding: Item, items: Item[]): Item | undefined {
  const { kind, name } = binding.object.roleRef ?? {};
  return items.find(
    ({ object, namespace, environment }) =>
      environment === binding.environment &&
      object.kind === kind &&
      object.metadata.name === name &&
      (kind === 'ClusterRole' || namespace === binding.namespace),
  );
}

function lookAtContainers(item: Item, findings: Findings) {
  const template = podTemplateOf(item.object);
  if (!template || !isPlatform(item)) return;
  for (const { at, container } of containersOf(template)) {
    if (changesThings(container)) {
      findings.in(
        item,
        at,
        `container ${container.name} of ${nameOf(
          item,
        )} runs a program that changes a cluster or a cloud`,
        'Let a controller do it, by a manifest that Argo CD applies',
      );
    }
  }
}

/** A script that a pod gets by a ConfigMap. */
function lookForScripts(item: Item, findings: Findings) {
  const { kind, data } = item.object;
  if (kind !== 'ConfigMap' || !isPlatform(item)) return;
  for (const [name, text] of Object.entries<unknown>(data ?? {})) {
    const isScript =
      typeof text === 'string' &&
      (SCRIPT.test(name) || text.startsWith('#!')) &&
      runsProgram(text);
    if (!isScript) continue;
    findings.in(
      item,
      ['data', name],
      `${nameOf(item)} has a script ${name} that changes a cluster or a cloud`,
      'Let a controller do it, by a manifest that Argo CD applies',
    );
  }
}
