import type {
  ApplicationDiff,
  ApplicationEvents,
  ApplicationList,
  ApplicationResources,
  ApplicationRow,
  ApplicationSyncWindows,
  DeployedChange,
  EntityApplication,
  EntityApplications,
  InstanceState,
  Resource,
  ResourceDiff,
  Revision,
} from '@idp/plugin-argocd-common';

const now = Date.now();

/** An ISO date in the past. */
export function ago(minutes: number): string {
  return new Date(now - minutes * 60_000).toISOString();
}

export const REVISIONS = {
  old: '1111111'.padEnd(40, 'a'),
  now: '2222222'.padEnd(40, 'b'),
};

/** What brought the newest deployment. */
export const CHANGE: DeployedChange = {
  id: '7',
  title: 'Release orders 1.4.0',
  revision: REVISIONS.now,
};

export const revisions: Record<string, Revision> = {
  [REVISIONS.now]: {
    revision: REVISIONS.now,
    author: 'Sam Rivera',
    message: 'Release orders 1.4.0 (#7)\n\nLonger words.',
    date: ago(130),
  },
  [REVISIONS.old]: {
    revision: REVISIONS.old,
    author: 'Kim Doe',
    message: 'Raise the memory of orders',
    date: ago(3000),
  },
};

export const application = (
  fields: Partial<EntityApplication> = {},
): EntityApplication => ({
  ref: { instance: 'local', namespace: 'argocd', name: 'payments--orders' },
  project: 'payments',
  destination: { cluster: 'in-cluster', namespace: 'tenant-payments' },
  sources: [
    {
      repoURL: 'https://git.example.com/platform/gitops.git',
      path: 'gitops/tenants/payments/workloads/orders/overlays/local',
      targetRevision: 'main',
    },
  ],
  sync: { status: 'Synced', revisions: [REVISIONS.now] },
  health: { status: 'Healthy', since: ago(120) },
  operation: {
    phase: 'Succeeded',
    message: 'successfully synced (all tasks run)',
    startedAt: ago(125),
    finishedAt: ago(124),
  },
  conditions: [],
  images: ['registry.example.com/payments/orders:1.4.0'],
  deployments: [
    {
      id: 12,
      revisions: [REVISIONS.now],
      startedAt: ago(125),
      deployedAt: ago(124),
      change: CHANGE,
    },
    {
      id: 11,
      revisions: [REVISIONS.old],
      startedAt: ago(3000),
      deployedAt: ago(2999),
      by: 'kim',
    },
  ],
  parent: 'tenants',
  automated: true,
  createdAt: ago(60 * 24 * 90),
  url: 'https://argocd.example.com/applications/argocd/payments--orders',
  confirmed: true,
  ...fields,
});

export const live = (name: string): InstanceState => ({
  name,
  url: 'https://argocd.example.com',
  state: 'live',
  since: ago(600),
});

export const stale = (name: string): InstanceState => ({
  name,
  state: 'stale',
  since: ago(125),
  reason: 'It answered 503.',
});

export const answer = (
  fields: Partial<EntityApplications> = {},
): EntityApplications => ({
  applications: [application()],
  revisions,
  instances: [live('local')],
  missing: [],
  problems: [],
  permissions: { refresh: true, sync: true },
  ...fields,
});

const resource = (
  kind: string,
  name: string,
  fields: Partial<Resource> = {},
): Resource => ({
  uid: `${kind}-${name}`,
  group: '',
  version: 'v1',
  kind,
  namespace: 'tenant-payments',
  name,
  parents: [],
  createdAt: ago(5000),
  ...fields,
});

export const resources: ApplicationResources = {
  readAt: ago(1),
  resources: [
    resource('Service', 'orders', {
      sync: 'Synced',
      health: { status: 'Healthy' },
    }),
    resource('ConfigMap', 'orders-5kf8g2', { sync: 'OutOfSync' }),
    resource('Deployment', 'orders', {
      group: 'apps',
      sync: 'OutOfSync',
      health: {
        status: 'Degraded',
        message: 'Deployment "orders" exceeded its progress deadline',
      },
    }),
    resource('ReplicaSet', 'orders-7d9f', {
      group: 'apps',
      parents: ['Deployment-orders'],
      health: { status: 'Progressing' },
    }),
    resource('Pod', 'orders-7d9f-x2x4z', {
      parents: ['ReplicaSet-orders-7d9f'],
      health: { status: 'Degraded', message: 'Back-off pulling image' },
      images: ['registry.example.com/payments/orders:1.4.0'],
      createdAt: ago(20),
    }),
    resource('HTTPRoute', 'orders', {
      group: 'gateway.networking.k8s.io',
      sync: 'Synced',
      health: { status: 'Healthy' },
    }),
    resource('ExternalSecret', 'orders--db', {
      group: 'external-secrets.io',
      sync: 'Synced',
      health: { status: 'Healthy' },
    }),
    resource('Secret', 'orders--db', {
      parents: ['ExternalSecret-orders--db'],
    }),
  ],
};

export const modified: ResourceDiff = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'tenant-payments',
  name: 'orders',
  status: 'modified',
  patch: [
    'diff --git a/Deployment/orders b/Deployment/orders',
    '--- a/Deployment/orders',
    '+++ b/Deployment/orders',
    '@@ -1,6 +1,6 @@',
    ' kind: Deployment',
    ' spec:',
    '-  replicas: 1',
    '+  replicas: 3',
    '   selector:',
    '     matchLabels:',
    '       app: orders',
    '',
  ].join('\n'),
};

export const extra: ResourceDiff = {
  group: '',
  kind: 'ConfigMap',
  namespace: 'tenant-payments',
  name: 'orders-5kf8g2',
  status: 'extra',
  patch: [
    'diff --git a/ConfigMap/orders-5kf8g2 b/ConfigMap/orders-5kf8g2',
    '--- a/ConfigMap/orders-5kf8g2',
    '+++ /dev/null',
    '@@ -1,2 +0,0 @@',
    '-kind: ConfigMap',
    '-data: {}',
    '',
  ].join('\n'),
};

export const diff: ApplicationDiff = {
  readAt: ago(1),
  items: [modified, extra],
};

export const events: ApplicationEvents = {
  readAt: ago(1),
  items: [
    {
      type: 'Warning',
      reason: 'Failed',
      message:
        'Failed to pull image "registry.example.com/payments/orders:1.4.0": not found',
      count: 14,
      first: ago(20),
      last: ago(1),
    },
    {
      type: 'Normal',
      reason: 'Scheduled',
      message: 'Successfully assigned to node-2',
      count: 1,
      last: ago(20),
    },
  ],
};

export const windows: ApplicationSyncWindows = {
  readAt: ago(1),
  items: [
    {
      kind: 'deny',
      schedule: '0 22 * * 5',
      duration: '60h',
      timeZone: 'Europe/Berlin',
      active: false,
      manualSync: true,
    },
  ],
};

export const row = (
  name: string,
  fields: Partial<ApplicationRow> = {},
): ApplicationRow => ({
  ref: { instance: 'local', namespace: 'argocd', name },
  project: 'payments',
  destination: { cluster: 'in-cluster', namespace: 'tenant-payments' },
  sync: 'Synced',
  health: 'Healthy',
  entityRef: `component:payments/${name}`,
  group: 'payments',
  changedAt: ago(90),
  ...fields,
});

/** A list of rows with the counts that belong to them. */
export function listOf(
  items: ApplicationRow[],
  fields: Partial<ApplicationList> = {},
): ApplicationList {
  const count = (keys: string[]) => {
    const counts: Record<string, number> = {};
    for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
    return counts;
  };
  return {
    items,
    counts: {
      total: items.length,
      sync: count(items.map(({ sync }) => sync)),
      health: count(items.map(({ health }) => health)),
      instance: count(items.map(({ ref }) => ref.instance)),
      project: count(items.map(({ project }) => project)),
      group: count(items.flatMap(({ group }) => group ?? [])),
    },
    instances: [live('local')],
    ...fields,
  };
}
