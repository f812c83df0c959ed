import {
  getApplication,
  isLive,
  refresh,
  untilApplication,
} from '../../argocd/applications';
import type { KubeObject } from '../../kube/types';
import { until } from '../../lib/until';
import { portal } from '../../services/portal';
import type { Step } from '../types';
import { scaleByHand } from './byHand';

const application = 'payments--orders';

/** In a repository of all tenants the newest commit is mostly somebody else's, and Argo CD deploys no other. */
export const whoseChange: Step = {
  name: 'whose-change',
  profile: 'portal',
  what: 'a workload is deployed again at the commit of another tenant’s change; the portal names its own',
  async run(bed, report) {
    const { kube } = bed;
    let head = '';
    await report.check(
      'Argo CD deploys it at the other tenant’s commit',
      async () => {
        const { revision: before } = newest(
          await getApplication(kube, application),
        );
        await refresh(kube, application);
        const compared = await untilApplication(
          kube,
          application,
          'compared with a later commit',
          ({ status }) => status?.sync?.revision !== before,
        );
        head = compared.status.sync.revision;
        await until('it is deployed at that commit', async () => {
          const found = await getApplication(kube, application);
          if (newest(found).revision === head) return true;
          await scaleByHand(kube);
          return false;
        });
        await untilApplication(kube, application, 'live', isLive());
      },
    );
    await report.check('the portal names its own change', async () => {
      const client = bed.take(portal);
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
      if (change.revision === head || !/orders.*payments/.test(change.title))
        throw new Error(JSON.stringify({ change, head }));
    });
  },
};

/** What Argo CD deployed last. */
function newest(found: KubeObject | undefined): { revision: string } {
  const { history = [] } = found?.status ?? {};
  if (history.length === 0) throw new Error('it was never deployed');
  return history.at(-1);
}
