import {
  applicationKind,
  getApplication,
  refreshSets,
  stateOf,
} from '../../argocd/applications';
import { everyObject } from '../../kube/everyObject';
import type { KubeClient } from '../../kube/KubeClient';
import { until } from '../../lib/until';
import { gitops } from '../../repository/testbedRepository';
import { argocdNamespace } from '../../services/argocd/manifests';
import { since } from '../since';
import type { Step } from '../types';

/** The second tenant leaves in two changes, as docs/operations.md says. */
export const offboarding: Step = {
  name: 'offboarding',
  profile: 'gitops',
  what: 'a tenant leaves in two changes; the second waits for a confirmation; nothing is left behind',
  async run(bed, report) {
    const { kube } = bed;
    const { git } = bed.take(gitops);
    const begun = performance.now();
    const gone = (name: string) =>
      until(
        `${name} is gone`,
        async () => {
          const application = await getApplication(kube, name);
          if (application) throw new Error(stateOf(application));
          return true;
        },
        { timeoutMs: 300_000 },
      );

    await report.check(
      'the first change takes the workloads away',
      async () => {
        await git.commit('Remove the workloads of web', {
          'gitops/tenants/web/workloads': undefined,
        });
        await refreshSets(kube);
        await gone('web--shop');
        const left = await labelled(kube, 'platform.idp/workload=shop');
        if (left.length > 0) throw new Error(left.join(', '));
      },
    );
    await report.check(
      'the second asks a person before the namespace goes',
      async () => {
        await git.commit('Remove web', { 'gitops/tenants/web': undefined });
        await refreshSets(kube);
        const waiting = await until(
          'the boundary is being deleted',
          async () => {
            const application = await getApplication(kube, 'tenant--web');
            return application?.metadata.deletionTimestamp && application;
          },
        );
        const namespace = await kube.get(
          { apiVersion: 'v1', kind: 'Namespace' },
          'tenant-web',
        );
        if (!waiting || !namespace || namespace.metadata.deletionTimestamp)
          throw new Error('it went without a confirmation');
      },
    );
    await report.check('once confirmed, the boundary goes', async () => {
      await kube.patch(applicationKind, 'tenant--web', argocdNamespace, {
        metadata: {
          annotations: {
            'argocd.argoproj.io/deletion-approved': new Date().toISOString(),
          },
        },
      });
      await gone('tenant--web');
    });
    await report.check('nothing of the tenant is left', async () => {
      await until(
        'nothing is left',
        async () => {
          const left = await labelled(kube, 'platform.idp/tenant=web');
          if (left.length > 0) throw new Error(left.join(', '));
          return true;
        },
        { timeoutMs: 240_000 },
      );
    });
    report.measure('offboarding: first commit to nothing left', since(begun));
    await report.check('the other tenant is as it was', async () => {
      const application = await getApplication(kube, 'demo--hello');
      if (!stateOf(application).startsWith('Synced/Healthy'))
        throw new Error(stateOf(application));
    });
  },
};

/** Every object of the cluster with a label. */
async function labelled(
  kube: KubeClient,
  labelSelector: string,
): Promise<string[]> {
  const found: string[] = [];
  for await (const object of everyObject(kube, { labelSelector })) {
    const { kind, metadata } = object;
    found.push(`${kind} ${metadata.namespace ?? ''}/${metadata.name}`);
  }
  return found;
}
