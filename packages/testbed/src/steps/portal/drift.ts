import { isLive, untilApplication } from '../../argocd/applications';
import { until } from '../../lib/until';
import { LivePage } from '../../portal/LivePage';
import { portal } from '../../services/portal';
import type { Step } from '../types';

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment' };
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
    const replicas = async () =>
      (await kube.get(deployment, 'orders', 'tenant-payments'))?.spec.replicas;
    const scale = () =>
      kube.patch(
        deployment,
        'orders',
        'tenant-payments',
        { spec: { replicas: 5 } },
        {
          as: { user: 'oidc:person', groups: ['oidc:platform-break-glass'] },
        },
      );
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
            if ((await replicas()) !== 5) await scale();
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
          await scale();
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
        if ((await replicas()) !== 2)
          throw new Error(`${await replicas()} replicas`);
      });
    } finally {
      page.close();
    }
  },
};
