import type {
  Change,
  ChangeDetails,
  ChangeFile,
  ChangePreview,
  ForgeInfo,
} from '@idp/plugin-changes-common';

const now = Date.now();

/** An ISO date in the past. */
export function ago(minutes: number): string {
  return new Date(now - minutes * 60_000).toISOString();
}

export const change = (fields: Partial<Change> = {}): Change => ({
  id: '7',
  key: 'web-service/payments/orders',
  title: 'Add orders to payments',
  body: 'Brings **orders**.\n\n- a Deployment\n- a Service',
  state: 'open',
  branch: 'web-service/payments-orders',
  baseBranch: 'main',
  headCommit: 'a'.repeat(40),
  createdAt: ago(125),
  updatedAt: ago(125),
  entityRefs: ['system:default/payments', 'component:payments/orders'],
  author: { name: 'Sam Doe', entityRef: 'user:default/sam' },
  goldenPath: {
    entityRef: 'template:default/web-service',
    title: 'Web service',
    version: '1.2.0',
  },
  ...fields,
});

export const details = (
  fields: Partial<ChangeDetails> = {},
): ChangeDetails => ({
  ...change(fields),
  mergeability: { status: 'mergeable', conflicts: [] },
  permissions: { merge: true, close: true },
  ...fields,
});

export const forge = (fields: Partial<ForgeInfo> = {}): ForgeInfo => ({
  type: 'local',
  title: 'Local forge',
  reviewedInPortal: true,
  baseBranch: 'main',
  ...fields,
});

export const freshness = { since: ago(1) };

/** A file that is added with the given lines. */
export function addedFile(path: string, lines: string[]): ChangeFile {
  return {
    path,
    status: 'added',
    additions: lines.length,
    deletions: 0,
    patch: [
      `diff --git a/${path} b/${path}`,
      'new file mode 100644',
      'index 0000000..1111111',
      '--- /dev/null',
      `+++ b/${path}`,
      `@@ -0,0 +1,${lines.length} @@`,
      ...lines.map(line => `+${line}`),
      '',
    ].join('\n'),
  };
}

export const modifiedFile: ChangeFile = {
  path: 'gitops/tenants/payments/boundary/kustomization.yaml',
  status: 'modified',
  additions: 1,
  deletions: 1,
  patch: [
    'diff --git a/gitops/tenants/payments/boundary/kustomization.yaml b/gitops/tenants/payments/boundary/kustomization.yaml',
    'index 1111111..2222222 100644',
    '--- a/gitops/tenants/payments/boundary/kustomization.yaml',
    '+++ b/gitops/tenants/payments/boundary/kustomization.yaml',
    '@@ -1,3 +1,3 @@',
    ' kind: Kustomization',
    '-namespace: tenant-old',
    '+namespace: tenant-payments',
    ' resources: []',
    '',
  ].join('\n'),
};

export const workloadFile = addedFile(
  'gitops/tenants/payments/workloads/orders/base/workload.yaml',
  ['kind: Workload', 'spec:', '  port: 8080 # the default', '  public: true'],
);

export const preview = (
  fields: Partial<ChangePreview> = {},
): ChangePreview => ({
  problems: [],
  renders: [
    {
      folder: 'gitops/tenants/payments/workloads/orders/overlays/eks',
      environment: 'eks',
      objects: [addedFile('Service/orders', ['kind: Service'])],
      unchanged: 2,
    },
    {
      folder: 'gitops/tenants/payments/workloads/orders/overlays/local',
      environment: 'local',
      objects: [addedFile('Deployment/orders', ['kind: Deployment'])],
      unchanged: 0,
    },
  ],
  baseCommit: 'b'.repeat(40),
  headCommit: 'a'.repeat(40),
  ...fields,
});
