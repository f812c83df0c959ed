/** What a test wants of an Application. */
export interface WireOptions {
  name?: string;
  namespace?: string;
  uid?: string;
  project?: string;
  labels?: Record<string, string>;
  destination?: object;
  sync?: string;
  health?: string;
  revision?: string;
  createdAt?: string;
  spec?: object;
  status?: object;
  metadata?: object;
}

/** An Application as argocd-server writes it, whole, with what the plugin does not ask for. */
export function wireApplication(options: WireOptions = {}): any {
  const {
    name = 'orders',
    namespace = 'argocd',
    project = 'payments',
    revision = 'a'.repeat(40),
    createdAt = '2026-11-01T10:00:00Z',
  } = options;
  return {
    metadata: {
      name,
      namespace,
      uid: options.uid ?? `uid-of-${namespace}-${name}`,
      resourceVersion: '4711',
      generation: 7,
      creationTimestamp: createdAt,
      labels: options.labels ?? { app: name },
      annotations: { note: 'not asked for' },
      ...options.metadata,
    },
    spec: {
      project,
      destination: options.destination ?? {
        server: 'https://kubernetes.default.svc',
        namespace: `tenant-${project}`,
      },
      source: {
        repoURL: 'https://git.example.com/gitops.git',
        path: `gitops/tenants/${project}/workloads/${name}/overlays/local`,
        targetRevision: 'main',
        helm: { values: 'not: asked for' },
      },
      syncPolicy: { automated: { selfHeal: true } },
      ...options.spec,
    },
    status: {
      sync: { status: options.sync ?? 'Synced', revision },
      health: {
        status: options.health ?? 'Healthy',
        lastTransitionTime: '2026-11-20T10:00:30Z',
      },
      history: [
        {
          id: 0,
          revision: 'b'.repeat(40),
          deployedAt: '2026-11-10T10:00:00Z',
          deployStartedAt: '2026-11-10T09:59:50Z',
          initiatedBy: { automated: true },
          source: { repoURL: 'https://git.example.com/gitops.git' },
        },
        {
          id: 1,
          revision,
          deployedAt: '2026-11-20T10:00:00Z',
          deployStartedAt: '2026-11-20T09:59:50Z',
          initiatedBy: { username: 'kim' },
          source: { repoURL: 'https://git.example.com/gitops.git' },
        },
      ],
      operationState: {
        phase: 'Succeeded',
        message: 'successfully synced (all tasks run)',
        startedAt: '2026-11-20T09:59:50Z',
        finishedAt: '2026-11-20T10:00:00Z',
        operation: { initiatedBy: { automated: true } },
        syncResult: { resources: [{ name: 'not asked for' }] },
      },
      reconciledAt: '2026-11-25T10:00:00Z',
      summary: { images: [`registry.example.com/${name}:1.0.0`] },
      ...options.status,
    },
  };
}
