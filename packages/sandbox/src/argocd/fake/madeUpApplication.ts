import type { Application } from '../../world';

const REPOSITORY = 'https://git.example.com/platform/platform.git';
const HISTORY = 10;
const START = Date.UTC(2026, 0, 5, 8);

/** Which service an Application belongs to: two of each. */
const serviceOf = (index: number) => Math.floor(index / 2);

export const defaultName = (index: number) =>
  `app-${String(index).padStart(6, '0')}`;

export const defaultLabels = (index: number): Record<string, string> => ({
  'app.kubernetes.io/part-of': `service-${serviceOf(index)}`,
});

/** Applications of one service were deployed by the same commits. */
export const revisionOf = (index: number, deployment: number) =>
  `${hex(deployment + 1, 8)}5eed5eed5eed5eed5eed5eed${hex(
    serviceOf(index),
    8,
  )}`;

/** Ten thousand are made for one list, so what is the same in all of them is made once. */
const TIMES = Array.from({ length: HISTORY }, (_, deployment) => ({
  started: timeOf(deployment, 0),
  deployed: timeOf(deployment, 2),
  healthy: timeOf(deployment, 30),
}));
const NEWEST = TIMES[HISTORY - 1];
const SYNC_OPTIONS = [
  'ServerSideApply=true',
  'FailOnSharedResource=true',
  'PruneLast=true',
];

/** The Application of an index, always the same: some 5.5 KB with ten deployments, like those that were measured. */
export function madeUpApplication(options: {
  index: number;
  name: string;
  labels: Record<string, string>;
  resourceVersion: number;
}): Application {
  const { index, name, labels, resourceVersion } = options;
  const project = `team-${serviceOf(index) % 500}`;
  const namespace = `tenant-${project}`;
  const source = {
    repoURL: REPOSITORY,
    path: `gitops/tenants/${project}/workloads/${name}/overlays/local`,
    targetRevision: 'main',
  };
  const destination = { server: 'https://kubernetes.default.svc', namespace };
  const image = `registry.example.com/${project}/${name}:1.${HISTORY}.0`;
  const revision = revisionOf(index, HISTORY - 1);
  const objects = [
    ['', 'v1', 'ConfigMap', `${name}--config`],
    ['', 'v1', 'Service', name],
    ['', 'v1', 'ServiceAccount', name],
    ['apps', 'v1', 'Deployment', name],
    ['external-secrets.io', 'v1', 'ExternalSecret', `${name}--database`],
    ['gateway.networking.k8s.io', 'v1', 'HTTPRoute', name],
    ['networking.k8s.io', 'v1', 'NetworkPolicy', name],
    ['policy', 'v1', 'PodDisruptionBudget', name],
  ];
  return {
    metadata: {
      name,
      namespace: 'argocd',
      uid: `00000000-0000-4000-8000-${hex(index, 12)}`,
      resourceVersion: String(resourceVersion),
      generation: 40,
      creationTimestamp: TIMES[0].started,
      labels,
      annotations: {
        'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
      },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project,
      source,
      destination,
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: SYNC_OPTIONS,
      },
    },
    status: {
      sync: { status: 'Synced', comparedTo: { source, destination }, revision },
      health: { status: 'Healthy', lastTransitionTime: NEWEST.healthy },
      resources: objects.map(([group, version, kind, object]) => ({
        ...(group && { group }),
        version,
        kind,
        namespace,
        name: object,
        status: 'Synced',
      })),
      history: Array.from({ length: HISTORY }, (_, id) => ({
        id,
        revision: revisionOf(index, id),
        source,
        deployStartedAt: TIMES[id].started,
        deployedAt: TIMES[id].deployed,
        initiatedBy: { automated: true },
      })),
      operationState: {
        operation: {
          sync: { revision, prune: true, syncOptions: SYNC_OPTIONS },
          initiatedBy: { automated: true },
          retry: { limit: 5 },
        },
        phase: 'Succeeded',
        message: 'successfully synced (all tasks run)',
        syncResult: { revision, source, resources: [] },
        startedAt: NEWEST.started,
        finishedAt: NEWEST.deployed,
      },
      summary: { images: [image] },
      sourceType: 'Kustomize',
      reconciledAt: NEWEST.healthy,
      resourceHealthSource: 'appTree',
      controllerNamespace: 'argocd',
    },
  };
}

function hex(number: number, length: number): string {
  return number.toString(16).padStart(length, '0');
}

function timeOf(deployment: number, seconds: number): string {
  const time = START + deployment * 86_400_000 + seconds * 1000;
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
