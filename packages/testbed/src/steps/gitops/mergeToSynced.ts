import { isLive, refresh, untilApplication } from '../../argocd/applications';
import { gitops } from '../../repository/testbedRepository';
import { since } from '../since';
import type { Step } from '../types';

const release =
  'gitops/tenants/demo/workloads/hello/overlays/local/release.yaml';
const deploymentKind = { apiVersion: 'apps/v1', kind: 'Deployment' };

/** A merge is the deployment: how long Argo CD alone takes for it, and back by a revert. */
export const mergeToSynced: Step = {
  name: 'merge',
  profile: 'gitops',
  what: 'a merged release becomes Synced and Healthy, and so does its revert',
  async run(bed, report) {
    const { kube } = bed;
    const { git } = bed.take(gitops);
    const before = git.read(release);
    const replicas = async () =>
      (await kube.get(deploymentKind, 'hello', 'tenant-demo'))?.spec.replicas;

    const live = async (revision: string, begun: number, what: string) => {
      await refresh(kube, 'demo--hello');
      const synced = await untilApplication(
        kube,
        'demo--hello',
        `synced to ${revision.slice(0, 8)}`,
        ({ status }) =>
          status?.sync?.status === 'Synced' &&
          status.sync.revision === revision,
      );
      if (synced) report.measure(`${what}: merge to Synced`, since(begun));
      await untilApplication(
        kube,
        'demo--hello',
        'healthy there',
        isLive(revision),
      );
      report.measure(`${what}: merge to Healthy`, since(begun));
    };

    await report.check('three replicas are merged and run', async () => {
      const begun = performance.now();
      const revision = await git.commit('Scale hello', {
        [release]: before.replace(/replicas: \d+/, 'replicas: 3'),
      });
      await live(revision, begun, 'release');
      if ((await replicas()) !== 3)
        throw new Error(`${await replicas()} replicas`);
    });
    await report.check(
      'a revert of the commit brings the old release back',
      async () => {
        const begun = performance.now();
        await live(await git.revert(), begun, 'rollback');
        if ((await replicas()) !== 1)
          throw new Error(`${await replicas()} replicas`);
      },
    );
  },
};
