/** A kind as the API has it. */
export interface Resource {
  group: string;
  version: string;
  /** In addresses: `externalsecrets`. */
  plural: string;
  singular: string;
  kind: string;
  namespaced: boolean;
  shortNames?: readonly string[];
  /** Comes with a CustomResourceDefinition: items of a list then say their kind, and strategic merges are refused. */
  custom?: boolean;
  /** What follows the name of an object: `log`, `status`. */
  subresources?: readonly string[];
  verbs?: readonly string[];
}

const READ = ['get', 'list', 'watch'] as const;
const ALL = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
] as const;

type Line = [plural: string, kind: string, shortNames?: string[]];

function groupOf(
  groupVersion: string,
  lines: Line[],
  more: Partial<Resource> = {},
): Resource[] {
  const [group, version] = groupVersion.includes('/')
    ? groupVersion.split('/')
    : ['', groupVersion];
  return lines.map(([plural, kind, shortNames]) => ({
    group,
    version,
    plural,
    singular: kind.toLowerCase(),
    kind,
    namespaced: true,
    verbs: ALL,
    ...(shortNames && { shortNames }),
    ...more,
  }));
}

const STATUS = { subresources: ['status'] };
const CLUSTER_WIDE = { namespaced: false };
const CUSTOM = { custom: true, ...STATUS };

export const EXTERNAL_SECRETS = 'external-secrets.io';

/** The kinds that the sandbox's clusters have. */
export const RESOURCES: readonly Resource[] = [
  ...groupOf('v1', [
    ['configmaps', 'ConfigMap', ['cm']],
    ['events', 'Event', ['ev']],
    ['limitranges', 'LimitRange', ['limits']],
    ['persistentvolumeclaims', 'PersistentVolumeClaim', ['pvc']],
    ['resourcequotas', 'ResourceQuota', ['quota']],
    ['secrets', 'Secret'],
    ['serviceaccounts', 'ServiceAccount', ['sa']],
    ['services', 'Service', ['svc']],
  ]),
  ...groupOf('v1', [['namespaces', 'Namespace', ['ns']]], CLUSTER_WIDE),
  ...groupOf('v1', [['nodes', 'Node', ['no']]], CLUSTER_WIDE),
  ...groupOf('v1', [['pods', 'Pod', ['po']]], {
    subresources: ['log', 'status'],
  }),
  ...groupOf(
    'apps/v1',
    [
      ['daemonsets', 'DaemonSet', ['ds']],
      ['deployments', 'Deployment', ['deploy']],
      ['replicasets', 'ReplicaSet', ['rs']],
      ['statefulsets', 'StatefulSet', ['sts']],
    ],
    STATUS,
  ),
  ...groupOf('autoscaling/v2', [
    ['horizontalpodautoscalers', 'HorizontalPodAutoscaler', ['hpa']],
  ]),
  ...groupOf('batch/v1', [
    ['cronjobs', 'CronJob', ['cj']],
    ['jobs', 'Job'],
  ]),
  ...groupOf('discovery.k8s.io/v1', [['endpointslices', 'EndpointSlice']]),
  ...groupOf('networking.k8s.io/v1', [
    ['ingresses', 'Ingress', ['ing']],
    ['networkpolicies', 'NetworkPolicy', ['netpol']],
  ]),
  ...groupOf('policy/v1', [
    ['poddisruptionbudgets', 'PodDisruptionBudget', ['pdb']],
  ]),
  ...groupOf('rbac.authorization.k8s.io/v1', [
    ['rolebindings', 'RoleBinding'],
    ['roles', 'Role'],
  ]),
  ...groupOf('metrics.k8s.io/v1beta1', [['pods', 'PodMetrics']], {
    singular: 'pod',
    verbs: READ.filter(verb => verb !== 'watch'),
  }),
  ...groupOf(
    `${EXTERNAL_SECRETS}/v1`,
    [
      ['externalsecrets', 'ExternalSecret', ['es']],
      ['secretstores', 'SecretStore', ['ss']],
    ],
    CUSTOM,
  ),
  ...groupOf(
    `${EXTERNAL_SECRETS}/v1`,
    [['clustersecretstores', 'ClusterSecretStore', ['css']]],
    { ...CUSTOM, ...CLUSTER_WIDE },
  ),
  ...groupOf(
    `${EXTERNAL_SECRETS}/v1alpha1`,
    [['pushsecrets', 'PushSecret', ['ps']]],
    CUSTOM,
  ),
  ...groupOf(
    'gateway.networking.k8s.io/v1',
    [
      ['gateways', 'Gateway', ['gtw']],
      ['httproutes', 'HTTPRoute'],
    ],
    CUSTOM,
  ),
];

export const groupVersionOf = ({
  group,
  version,
}: Pick<Resource, 'group' | 'version'>) =>
  group ? `${group}/${version}` : version;

/** `pods`, `externalsecrets.external-secrets.io`: how messages name a kind. */
export const qualifiedName = ({
  group,
  plural,
}: Pick<Resource, 'group' | 'plural'>) =>
  group ? `${plural}.${group}` : plural;
