import { isLive, untilApplication } from '../../argocd/applications';
import { profiles } from '../../bed/profiles';
import { startService } from '../../bed/start';
import { until } from '../../lib/until';
import { runGoldenPath } from '../../portal/goldenPath';
import { mergedInPortal, mergeOnForge } from '../../portal/review';
import { portal } from '../../services/portal';
import type { Step } from '../types';

const application = 'payments--orders';
const controller = 'argocd-application-controller';

/** In a repository of all tenants somebody else may merge before Argo CD has looked, and it deploys the newest commit. */
export const whoseChange: Step = {
  name: 'whose-change',
  profile: 'portal',
  what: 'two tenants’ releases are merged before Argo CD looks: it deploys both at the later commit, and the portal names each one’s own change',
  async run(bed, report) {
    const { kube } = bed;
    const client = bed.take(portal);
    const release = (tenant: string, workload: string, image: string) =>
      runGoldenPath(client, 'release', {
        tenant,
        workload,
        environments: ['local'],
        image,
      });
    let own = '';
    let head = '';
    await report.check(
      'Argo CD deploys it at the other tenant’s commit',
      async () => {
        own = await release('payments', 'orders', 'ghcr.io/acme/orders:1.7.0');
        const others = await release(
          'demo',
          'hello',
          'docker.io/nginxinc/nginx-unprivileged:1.29.2',
        );
        await bed.processes.stop(controller, 5_000);
        try {
          await mergeOnForge(bed, own);
          head = await mergeOnForge(bed, others);
          await mergedInPortal(bed, others);
        } finally {
          await startService(
            bed,
            profiles.portal.find(({ name }) => name === controller)!,
          );
        }
        await untilApplication(
          kube,
          application,
          'deployed at that commit',
          found =>
            isLive()(found) && found.status.history?.at(-1)?.revision === head,
        );
      },
    );
    await report.check('the portal names its own change', async () => {
      const change = await until(
        'the portal knows the deployment, and its change',
        async () => {
          const { applications } = await client.get(
            'idp-argocd/entities/component/payments/orders/applications',
          );
          const [deployed] = applications[0].deployments;
          return deployed.revisions[0] === head && deployed.change;
        },
      );
      if (change.id !== own || change.revision === head)
        throw new Error(JSON.stringify({ change, own, head }));
    });
  },
};
