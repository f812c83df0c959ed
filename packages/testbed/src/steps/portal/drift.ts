import { isLive, untilApplication } from '../../argocd/applications';
import { until } from '../../lib/until';
import { LivePage } from '../../portal/LivePage';
import { portal } from '../../services/portal';
import type { Step } from '../types';
import { replicas, scaleByHand } from './byHand';

const entity = 'component/payments/orders';
const application = 'payments--orders';

/**
 * Argo CD reverts the first change by hand within a second. To who insists it gives more time each time, and in that time a
 * person sees the difference.
 */
export const portalDrift: Step = {
  name: 'drift-in-the-portal',
  profile: 'portal',
  what: 'a change by hand is a difference on the portal’s page, and is reverted',
  async run(bed, report) {
    const { kube } = bed;
    const client = bed.take(portal);
    const page = await LivePage.open(client, entity);
    try {
      let patch = '';
      await report.check(
        'the difference is shown while it is there',
        async () => {
          const diff = async () => {
            const { items } = await client.get(
              `idp-argocd/entities/${entity}/applications/local/argocd/${application}/diff`,
            );
            return items
              .filter(({ kind }: any) => kind === 'Deployment')
              .map((item: any) => item.patch ?? '')
              .join('');
          };
          patch = await until('the portal has the difference', async () => {
            if ((await replicas(kube)) !== 5) await scaleByHand(kube);
            const text = await diff();
            return /^-.*replicas: 5/m.test(text) && text;
          });
        },
      );
      await report.check('it says what was by hand, and what Git says', () => {
        if (!/^-.*replicas: 5/m.test(patch) || !/^\+.*replicas: 2/m.test(patch))
          throw new Error(patch);
      });
      await report.check(
        'the open page said that it is out of sync',
        async () => {
          await scaleByHand(kube);
          await page.untilShown(
            application,
            'OutOfSync',
            ({ sync }) => sync.status === 'OutOfSync',
          );
        },
      );
      await report.check('it is reverted, and the page says so', async () => {
        await untilApplication(kube, application, 'live again', isLive());
        await page.untilShown(
          application,
          'Synced',
          ({ sync }) => sync.status === 'Synced',
        );
        const found = await replicas(kube);
        if (found !== 2) throw new Error(`${found} replicas`);
      });
    } finally {
      page.close();
    }
  },
};
