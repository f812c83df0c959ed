import { Findings } from '../platform/Findings';
import { isPlatform, nameOf, readItems, type Item } from '../platform/items';
import { containersOf, podTemplateOf } from '../platform/pods';
import { matchesLabels } from '../platform/selectors';
import type { Repository } from '../repository';
import { counted, type RuleResult } from '../rule';

const RULE = 'platform-namespaces';
const LABELS = [
  'platform.idp/kind',
  'platform.idp/owner',
  'platform.idp/component',
];
const LEVELS = ['privileged', 'baseline', 'restricted'];
const POD_SECURITY = 'pod-security.kubernetes.io/';
const CONFIRM = 'argocd.argoproj.io/sync-options';
/** Every cluster has these, and nothing of ours makes them. */
const GIVEN = new Set([
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
]);

/** Namespaces of the platform are owned and closed; what we run in them is as small as a tenant's has to be. */
export async function platformNamespacesRule(
  repository: Repository,
): Promise<RuleResult> {
  const findings = new Findings(repository, RULE);
  const items = await readItems(repository);
  const namespaces = items.filter(({ object }) => object.kind === 'Namespace');
  const ours = namespaces.filter(isPlatform);
  for (const item of ours) {
    lookAtNamespace(item, findings);
    lookAtNetwork(item, items, findings);
  }
  lookAtDestinations(repository, items, namespaces, findings);
  const workloads = items.filter(
    item => isPlatform(item) && podTemplateOf(item.object),
  );
  for (const item of workloads) lookAtWorkload(item, items, findings);
  const distinct = (list: Item[]) =>
    new Set(
      list.map(
        item =>
          `${item.object.kind}/${item.namespace}/${item.object.metadata.name}`,
      ),
    ).size;
  return {
    rule: RULE,
    lookedAt: `${counted(distinct(ours), 'namespace')}, ${counted(
      distinct(workloads),
      'workload',
    )} of ours`,
    problems: findings.problems,
    notes: [
      'Pods of upstream charts cannot be seen from here; the API server holds them to the pod security of their namespace.',
    ],
  };
}

function lookAtNamespace(item: Item, findings: Findings) {
  const { labels = {}, annotations = {} } = item.object.metadata;
  for (const label of LABELS) {
    if (!labels[label]) {
      findings.in(
        item,
        ['metadata', 'labels'],
        `${nameOf(item)} has no label ${label}`,
        'Write it: who owns a namespace is read from its labels',
      );
    }
  }
  for (const mode of ['enforce', 'audit', 'warn']) {
    const level = labels[`${POD_SECURITY}${mode}`];
    if (!LEVELS.includes(level)) {
      findings.in(
        item,
        ['metadata', 'labels', `${POD_SECURITY}${mode}`],
        `${nameOf(item)} has no pod security level to ${mode}`,
        `Write ${POD_SECURITY}${mode}: restricted, or the least that its software can do with, and why`,
      );
    }
  }
  if (!/^v1\.\d+$/.test(labels[`${POD_SECURITY}enforce-version`] ?? '')) {
    findings.in(
      item,
      ['metadata', 'labels', `${POD_SECURITY}enforce-version`],
      `${nameOf(item)} enforces the pod security of no fixed version`,
      `Write ${POD_SECURITY}enforce-version with the Kubernetes version of the cluster contract`,
    );
  }
  const options = (annotations[CONFIRM] ?? '').split(',');
  if (!['Prune=confirm', 'Delete=confirm'].every(o => options.includes(o))) {
    findings.in(
      item,
      ['metadata', 'annotations'],
      `${nameOf(item)} goes with all that is in it, and nobody is asked`,
      `Write ${CONFIRM}: Prune=confirm,Delete=confirm`,
    );
  }
}

function lookAtNetwork(item: Item, items: Item[], findings: Findings) {
  const policies = items.filter(
    ({ object, namespace, environment }) =>
      object.kind === 'NetworkPolicy' &&
      namespace === item.object.metadata.name &&
      environment === item.environment,
  );
  const closes = (direction: 'Ingress' | 'Egress') =>
    policies.some(({ object: { spec } }) => {
      const rules = spec[direction.toLowerCase()] ?? [];
      return (
        isEverything(spec.podSelector) &&
        (spec.policyTypes ?? []).includes(direction) &&
        rules.length === 0
      );
    });
  for (const direction of ['Ingress', 'Egress'] as const) {
    if (!closes(direction)) {
      findings.in(
        item,
        [],
        `${nameOf(
          item,
        )} has no default-deny for ${direction.toLowerCase()} in ${
          item.environment
        }`,
        'Add the component kubernetes/shared/namespace to its kustomization',
      );
    }
  }
  for (const policy of policies) lookForOpenDoors(policy, findings);
  const asksNames = policies.some(
    ({ object: { spec } }) =>
      isEverything(spec.podSelector) &&
      (spec.egress ?? []).some((rule: any) =>
        (rule.ports ?? []).some(
          ({ port, protocol }: any) => port === 53 && protocol === 'UDP',
        ),
      ),
  );
  if (!asksNames) {
    findings.in(
      item,
      [],
      `nothing in ${nameOf(item)} can ask the cluster's DNS in ${
        item.environment
      }`,
      'Add the component kubernetes/shared/namespace to its kustomization',
    );
  }
}

/** What closes a namespace counts for nothing beside a policy that lets everything through. */
function lookForOpenDoors(policy: Item, findings: Findings) {
  const { spec } = policy.object;
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ]) {
    (spec[direction] ?? []).forEach((rule: any, i: number) => {
      if (rule[peers]?.length || rule.ports?.length) return;
      findings.in(
        policy,
        ['spec', direction, i],
        `${nameOf(policy)} lets all ${direction} through, ${
          direction === 'ingress' ? 'from anybody' : 'to anywhere'
        } at any port`,
        `Write ${peers} and ports: the openings that its software needs`,
      );
    });
  }
}

function isEverything(selector: any) {
  return (
    Object.keys(selector?.matchLabels ?? {}).length === 0 &&
    (selector?.matchExpressions ?? []).length === 0
  );
}

function lookAtDestinations(
  repository: Repository,
  items: Item[],
  namespaces: Item[],
  findings: Findings,
) {
  const made = new Set(
    namespaces.map(
      ({ environment, object }) => `${environment}/${object.metadata.name}`,
    ),
  );
  const exists = (environment: string, namespace: string) =>
    GIVEN.has(namespace) ||
    made.has(`${environment}/${namespace}`) ||
    // A boundary that is not in the scope of this run.
    (namespace.startsWith('tenant-') && repository.scope.tenants !== 'all');
  for (const item of items) {
    const { environment, object, namespace } = item;
    if (namespace && !exists(environment, namespace)) {
      findings.in(
        item,
        object.metadata.namespace ? ['metadata', 'namespace'] : [],
        `${nameOf(
          item,
        )} goes to a namespace that nothing makes in ${environment}`,
        'Add the namespace to the component that owns it, or mend the name',
      );
    }
    if (object.kind !== 'Application') continue;
    const destination = object.spec?.destination?.namespace;
    if (destination && !exists(environment, destination)) {
      findings.in(
        item,
        ['spec', 'destination', 'namespace'],
        `${nameOf(
          item,
        )} delivers to ${destination}, which nothing makes in ${environment}`,
        'Add namespace.yaml to the component, or mend the name',
      );
    }
    const options: string[] = object.spec?.syncPolicy?.syncOptions ?? [];
    if (options.includes('CreateNamespace=true')) {
      findings.in(
        item,
        ['spec', 'syncPolicy', 'syncOptions'],
        `${nameOf(item)} makes a namespace without labels`,
        'Remove CreateNamespace=true and write the namespace out',
      );
    }
  }
}

function lookAtWorkload(item: Item, items: Item[], findings: Findings) {
  const template = podTemplateOf(item.object)!;
  const { kind } = item.object;
  const runsOnce = kind === 'Job' || kind === 'CronJob' || kind === 'Pod';
  for (const { at, container, init } of containersOf(template)) {
    const say = (field: string, message: string, remedy: string) =>
      findings.in(
        item,
        [...at, ...field.split('.')],
        `container ${container.name} of ${nameOf(item)} ${message}`,
        remedy,
      );
    const { requests = {}, limits = {} } = container.resources ?? {};
    if (!requests.cpu || !requests.memory) {
      say('resources', 'requests no CPU or no memory', 'Write what it needs');
    }
    if (!limits.memory) {
      say(
        'resources',
        'has no limit of memory',
        'Write resources.limits.memory',
      );
    }
    const asSidecar = init && container.restartPolicy === 'Always';
    if (!runsOnce && (!init || asSidecar)) {
      for (const probe of ['readinessProbe', 'livenessProbe']) {
        if (!container[probe]) {
          say(probe, `has no ${probe}`, 'Write one that its software answers');
        }
      }
    }
    const own = container.securityContext ?? {};
    const pod = template.spec.securityContext ?? {};
    const rules: Array<[boolean, string, string]> = [
      [
        (own.runAsNonRoot ?? pod.runAsNonRoot) === true,
        'runAsNonRoot',
        'may run as root',
      ],
      [
        own.readOnlyRootFilesystem === true,
        'readOnlyRootFilesystem',
        'may write to its image',
      ],
      [
        own.allowPrivilegeEscalation === false,
        'allowPrivilegeEscalation',
        'may gain rights',
      ],
      [own.privileged !== true, 'privileged', 'is privileged'],
      [
        (own.capabilities?.drop ?? []).includes('ALL') &&
          (own.capabilities?.add ?? []).every(
            (name: string) => name === 'NET_BIND_SERVICE',
          ),
        'capabilities',
        'keeps capabilities',
      ],
      [
        /^(RuntimeDefault|Localhost)$/.test(
          (own.seccompProfile ?? pod.seccompProfile)?.type ?? '',
        ),
        'seccompProfile',
        'has no seccomp profile',
      ],
    ];
    for (const [good, field, message] of rules) {
      if (!good) {
        say(
          `securityContext.${field}`,
          message,
          'Write runAsNonRoot, readOnlyRootFilesystem, allowPrivilegeEscalation: false, capabilities that drop ALL, and seccomp RuntimeDefault',
        );
      }
    }
  }
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (template.spec[field] !== true) continue;
    findings.in(
      item,
      [...template.at, field],
      `${nameOf(item)} shares its node's ${field.slice(4)}`,
      `Remove ${field}`,
    );
  }
  lookAtBudget(item, items, template.labels, findings);
}

function lookAtBudget(
  item: Item,
  items: Item[],
  labels: Record<string, string>,
  findings: Findings,
) {
  const { kind, spec } = item.object;
  if (!/^(Deployment|StatefulSet)$/.test(kind)) return;
  const budgets = items.filter(
    ({ object, namespace, environment }) =>
      object.kind === 'PodDisruptionBudget' &&
      namespace === item.namespace &&
      environment === item.environment &&
      matchesLabels(object.spec?.selector, labels),
  );
  if ((spec.replicas ?? 1) > 1 && budgets.length === 0) {
    findings.in(
      item,
      ['spec', 'replicas'],
      `${nameOf(item)} has replicas and no disruption budget`,
      'Add a PodDisruptionBudget with maxUnavailable: 1',
    );
  }
  for (const budget of budgets) {
    const { maxUnavailable } = budget.object.spec;
    if (/^0+%?$/.test(String(maxUnavailable))) {
      findings.in(
        budget,
        ['spec', 'maxUnavailable'],
        `${nameOf(budget)} lets no pod go, so it blocks a node for ever`,
        'Write maxUnavailable: 1',
      );
    }
    if (maxUnavailable !== undefined) continue;
    findings.in(
      budget,
      ['spec'],
      `${nameOf(
        budget,
      )} counts what has to stay, so it may block a node for ever`,
      'Write maxUnavailable instead of minAvailable',
    );
  }
}
