import type { KubeClient } from '../../kube/KubeClient';
import { ensureDefinitions } from '../../kube/definitions';
import type { KubeObject } from '../../kube/types';
import { until } from '../../lib/until';
import { type Delivery, deliveries } from '../../repository/delivered';
import { argocdAccount, letArgocdWrite } from '../argocdAccount';
import { serveOpenly } from '../serveOpenly';
import type { Step } from '../types';

const environments = ['local', 'eks'];

/** Namespaces first, then what gives rights and makes rules, then everything else. */
const order = [
  'Namespace',
  'ServiceAccount',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
];

/**
 * Server-side apply of everything that this repository renders to, by the accounts that Argo CD uses for it: itself for
 * the platform and for boundaries, the tenant's deployer for workloads. Rights, policies, pod security and the real
 * schemas all have their say.
 */
export const manifests: Step = {
  name: 'manifests',
  profile: 'kube',
  what: 'every manifest of both environments passes server-side apply with strict field validation, as the account that delivers it',
  async run(bed, report) {
    const { kube } = bed;
    await ensureDefinitions(bed);
    const all = new Map<string, Delivery[]>();
    for (const name of environments) all.set(name, await deliveries(name));
    const objects = [...all.values()].flat().flatMap(({ objects: own }) => own);
    await serveOpenly(kube, report, objects);
    await letArgocdWrite(kube);

    // One environment after the other becomes real, so that its rights and policies are.
    for (const [environment, delivered] of all) {
      await becomeAnother(kube);
      await makeNamespaces(kube, delivered);
      for (const delivery of delivered) {
        await report.check(
          `${environment}: ${delivery.folder} applies (${delivery.objects.length} objects)`,
          () => applyDelivery(kube, delivery),
        );
      }
    }
    await report.check('the policies compile on the API server', () =>
      policiesCompile(kube),
    );
  },
};

async function applyDelivery(
  kube: KubeClient,
  { objects, of }: Delivery,
): Promise<void> {
  const as =
    of.kind === 'workload'
      ? { user: `system:serviceaccount:tenant-${of.tenant}:deployer` }
      : argocdAccount;
  const problems: string[] = [];
  for (const object of [...objects].sort(byOrder)) {
    try {
      await until(
        object.metadata.name,
        () => kube.apply(object, { as, manager: 'argocd-controller' }),
        // Policies and rights are in force a moment after they are written.
        { timeoutMs: of.kind === 'workload' ? 30_000 : 0 },
      );
    } catch (error) {
      const { cause } = error as Error;
      problems.push(
        `${object.kind} ${object.metadata.namespace ?? ''}/${
          object.metadata.name
        }: ${((cause ?? error) as Error).message}`,
      );
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** What cannot be changed from one environment to another, on a cluster that is one of them for good. */
async function becomeAnother(kube: KubeClient) {
  const storageClass = {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
  };
  await kube.delete(storageClass, 'platform');
}

function byOrder(a: KubeObject, b: KubeObject) {
  return position(a) - position(b);
}
function position({ kind }: KubeObject) {
  const at = order.indexOf(kind);
  return at === -1 ? order.length : at;
}

/** Applications come in waves; here an object of one may lie in the namespace of another. */
async function makeNamespaces(kube: KubeClient, delivered: Delivery[]) {
  const namespaces = delivered
    .flatMap(({ objects }) => objects)
    .filter(({ kind }) => kind === 'Namespace');
  for (const namespace of namespaces) {
    const there = await kube.get(namespace, namespace.metadata.name);
    if (!there) await kube.apply(namespace, { as: argocdAccount });
  }
}

/** The API server says of each policy what it could not make sense of, as a warning in its status. */
async function policiesCompile(kube: KubeClient) {
  const kind = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
  };
  const policies = await until('all policies were looked at', async () => {
    const list = await kube.list(kind);
    const done = list.every(
      ({ status, metadata }) =>
        status?.observedGeneration === metadata.generation,
    );
    return list.length > 0 && done && list;
  });
  const warnings = policies.flatMap(({ metadata, status }) =>
    (status.typeChecking?.expressionWarnings ?? []).map(
      (warning: { fieldRef: string; warning: string }) =>
        `${metadata.name} ${warning.fieldRef}: ${warning.warning}`,
    ),
  );
  if (warnings.length > 0) throw new Error(warnings.join('\n'));
}
