import type { Bed } from '../../bed/Bed';
import {
  isLive,
  refresh,
  refreshSets,
  stateOf,
  untilApplication,
} from '../../argocd/applications';
import { ArgocdClient } from '../../argocd/ArgocdClient';
import {
  type Impersonation,
  KubeError,
  type KubeObject,
} from '../../kube/types';
import { anotherTenant } from '../../repository/tenants';
import { gitops } from '../../repository/testbedRepository';
import { argocd } from '../../services/argocd/install';
import { since } from '../since';
import type { Report, Step } from '../types';

const base = 'gitops/tenants/demo/workloads/hello/base';
const overlay =
  'gitops/tenants/demo/workloads/hello/overlays/local/kustomization.yaml';
const configMap = { apiVersion: 'v1', kind: 'ConfigMap' };

/** What a tenant's workload tries, and a part of the reason why it does not succeed. */
const attempts: Array<{ what: string; object: KubeObject; reason: RegExp }> = [
  {
    what: 'an object in another tenant’s namespace',
    object: {
      ...configMap,
      metadata: { name: 'hello--foreign', namespace: 'tenant-web' },
    },
    reason: /not permitted|do not match any of the allowed destinations/,
  },
  {
    what: 'an object in Argo CD’s namespace',
    object: {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'mine', namespace: 'argocd' },
      spec: { sourceRepos: ['*'] },
    },
    reason: /not permitted|do not match any of the allowed destinations/,
  },
  {
    what: 'a right of its own',
    object: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'mine', namespace: 'tenant-demo' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'cluster-admin',
      },
      subjects: [{ kind: 'ServiceAccount', name: 'hello' }],
    },
    reason: /not permitted/,
  },
  {
    what: 'an object of the whole cluster',
    object: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'tenant-mine' },
    },
    reason: /not permitted/,
  },
];

/** A tenant's Argo project, service account and people, against another tenant. */
export const tenantBoundary: Step = {
  name: 'tenant-boundary',
  profile: 'gitops',
  what: 'a tenant’s Argo project, service account and people cannot touch another tenant or the platform',
  async run(bed, report) {
    const { kube } = bed;
    const { git } = bed.take(gitops);

    await report.check(
      'a second tenant is onboarded by one commit',
      async () => {
        const begun = performance.now();
        await git.commit('Onboard web', anotherTenant(git, 'web', 'shop'));
        await refreshSets(kube);
        await untilApplication(kube, 'tenant--web', 'live', isLive());
        // Until there is the project, the set of workloads makes nothing of it.
        await refreshSets(kube);
        await untilApplication(kube, 'web--shop', 'live', isLive());
        report.measure(
          'onboarding: one commit to a healthy workload in a new tenant',
          since(begun),
        );
      },
    );

    for (const { what, object, reason } of attempts) {
      await report.check(
        `a workload of demo cannot bring ${what}`,
        async () => {
          const revision = await git.commit(`Try ${what}`, {
            [`${base}/try.yaml`]: JSON.stringify(object),
            [`${base}/kustomization.yaml`]: git
              .read(`${base}/kustomization.yaml`)
              // Kustomize puts everything into the overlay's namespace, so the attempt overrides that, too.
              .replace('resources:', 'resources:\n  - try.yaml'),
            ...overlayWithout(git.read(overlay), object),
          });
          try {
            await refresh(kube, 'demo--hello');
            await untilApplication(
              kube,
              'demo--hello',
              'refused',
              application => {
                const text = stateOf(application);
                return (
                  application.status.sync?.revision === revision &&
                  reason.test(text) &&
                  application.status.operationState?.phase !== 'Succeeded'
                );
              },
            );
            const there = await kube.get(
              object,
              object.metadata.name,
              object.metadata.namespace,
            );
            if (there) throw new Error(`it is there, by ${revision}`);
          } finally {
            const back = await git.revert();
            await stopSync(bed, 'demo--hello');
            await refresh(kube, 'demo--hello');
            await untilApplication(
              kube,
              'demo--hello',
              'as it was',
              // Its last operation was ended by hand, and none is needed.
              ({ status }) =>
                status.sync?.status === 'Synced' &&
                status.sync.revision === back &&
                status.health?.status === 'Healthy',
            );
          }
        },
      );
    }

    await accountsAndPeople(bed, report);
  },
};

/** The overlay without its namespace, which would move every object into the tenant's own. */
function overlayWithout(text: string, { metadata }: KubeObject) {
  if (!metadata.namespace || metadata.namespace === 'tenant-demo') return {};
  return {
    [overlay]: text.replace(
      /^namespace:.*$/m,
      '# every object says itself where it goes',
    ),
  };
}

/** A sync that is refused is tried again later and later; a person ends it, as the portal can. */
async function stopSync(bed: Bed, name: string): Promise<void> {
  const { url, tokens } = bed.take(argocd);
  await new ArgocdClient(url).ask({
    method: 'DELETE',
    path: `/api/v1/applications/${name}/operation`,
    token: tokens.platform,
  });
}

async function accountsAndPeople({ kube }: Bed, report: Report) {
  // Nobody gets a token of it, so it is asked in its name, as Argo CD does.
  const deployer: Impersonation = {
    user: 'system:serviceaccount:tenant-demo:deployer',
  };
  const owner: Impersonation = { user: 'oidc:person', groups: ['oidc:demo'] };
  const member: Impersonation = {
    user: 'oidc:person',
    groups: ['oidc:demo-members'],
  };
  const may: Array<[string, () => Promise<unknown>]> = [
    [
      'demo’s deployer reads its own Deployments',
      () =>
        kube.request({
          path: '/apis/apps/v1/namespaces/tenant-demo/deployments',
          as: deployer,
        }),
    ],
    [
      'demo’s owner reads the pods of demo',
      () =>
        kube.request({
          path: '/api/v1/namespaces/tenant-demo/pods',
          as: owner,
        }),
    ],
    [
      'a member of demo reads the pods of demo',
      () =>
        kube.request({
          path: '/api/v1/namespaces/tenant-demo/pods',
          as: member,
        }),
    ],
  ];
  const mayNot: Array<[string, () => Promise<unknown>]> = [
    [
      'demo’s deployer cannot read what web runs',
      () =>
        kube.request({
          path: '/apis/apps/v1/namespaces/tenant-web/deployments',
          as: deployer,
        }),
    ],
    [
      'demo’s deployer cannot write to web',
      () =>
        kube.create(
          {
            ...configMap,
            metadata: { name: 'x', namespace: 'tenant-web' },
          },
          { as: deployer },
        ),
    ],
    [
      'demo’s deployer cannot read Secrets, not even its own',
      () =>
        kube.request({
          path: '/api/v1/namespaces/tenant-demo/secrets',
          as: deployer,
        }),
    ],
    [
      'demo’s deployer cannot change its project',
      () =>
        kube.patch(
          { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject' },
          'demo',
          'argocd',
          { spec: { sourceRepos: ['*'] } },
          { as: deployer },
        ),
    ],
    [
      'demo’s owner cannot read what web runs',
      () =>
        kube.request({ path: '/api/v1/namespaces/tenant-web/pods', as: owner }),
    ],
    [
      'demo’s owner cannot read Secrets of demo',
      () =>
        kube.request({
          path: '/api/v1/namespaces/tenant-demo/secrets',
          as: owner,
        }),
    ],
    [
      'demo’s owner cannot enter a pod',
      () =>
        kube.request({
          method: 'POST',
          path: '/api/v1/namespaces/tenant-demo/pods/any/exec',
          query: { command: 'sh' },
          as: owner,
        }),
    ],
    [
      'demo’s owner cannot get a token of the deployer',
      () =>
        kube.request({
          method: 'POST',
          path: '/api/v1/namespaces/tenant-demo/serviceaccounts/deployer/token',
          body: {
            apiVersion: 'authentication.k8s.io/v1',
            kind: 'TokenRequest',
            spec: {},
          },
          as: owner,
        }),
    ],
  ];
  for (const [what, ask] of may)
    await report.check(what, async () => {
      await ask();
    });
  for (const [what, ask] of mayNot) {
    await report.check(what, async () => {
      await ask().then(
        () => {
          throw new Error('it was let through');
        },
        error => {
          if (!(error instanceof KubeError && error.status === 403))
            throw error;
        },
      );
    });
  }
}
