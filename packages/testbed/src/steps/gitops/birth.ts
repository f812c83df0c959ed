import {
  applicationKind,
  isLive,
  refreshSets,
  stateOf,
  untilApplication,
} from '../../argocd/applications';
import { applyRoot } from '../../birth/applyRoot';
import { prepareCluster } from '../../birth/prepareCluster';
import {
  gatewayUnderstudy,
  secretsUnderstudies,
} from '../../kube/understudies';
import { argocdNamespace } from '../../services/argocd/manifests';
import { since } from '../since';
import type { Step } from '../types';

/**
 * A cluster is born as docs/operations.md says: the root is applied by a person, everything else comes from Git. What the
 * bed leaves out it says.
 */
export const birth: Step = {
  name: 'birth',
  shows: true,
  profile: 'gitops',
  what: 'the root is applied once; Argo CD brings the platform, and the tenant with its workload becomes Synced and Healthy',
  async run(bed, report) {
    const { kube } = bed;
    const { selection } = await prepareCluster(bed, report, [
      gatewayUnderstudy,
      ...secretsUnderstudies,
    ]);

    const begun = performance.now();
    await report.check('a person applies gitops/clusters/local', () =>
      applyRoot(bed),
    );
    const becomesLive = (name: string) =>
      report.check(`${name} becomes Synced and Healthy`, async () => {
        await untilApplication(kube, name, 'live', isLive());
      });
    for (const name of selection.taken) await becomesLive(name);
    report.measure(
      'birth: from the root to the platform, as far as it goes here',
      since(begun),
    );
    await becomesLive('tenant--demo');
    report.measure('birth: from the root to a tenant’s boundary', since(begun));
    // The set of workloads was refused while there was no project, and would look again after three minutes.
    await refreshSets(kube);
    for (const name of ['demo--hello', 'platform', 'root'])
      await becomesLive(name);
    report.measure(
      'birth: from the root to the workload, set asked to look again',
      since(begun),
    );
    await report.check('no Application is in another state', async () => {
      const all = await kube.list(applicationKind, argocdNamespace);
      const others = all.filter(application => !isLive()(application));
      if (others.length > 0) {
        throw new Error(
          others.map(one => `${one.metadata.name}: ${stateOf(one)}`).join('\n'),
        );
      }
    });
    await report.check('the workload runs on the nodes', async () => {
      const deployment = await kube.get(
        { apiVersion: 'apps/v1', kind: 'Deployment' },
        'hello',
        'tenant-demo',
      );
      if (deployment?.status?.availableReplicas !== 1)
        throw new Error(JSON.stringify(deployment?.status));
    });
  },
};
