import { isLive, untilApplication } from '../../argocd/applications';
import { runGoldenPath } from '../../portal/goldenPath';
import { LivePage } from '../../portal/LivePage';
import { filesOf, mergeOnForge } from '../../portal/review';
import { portal } from '../../services/portal';
import { since } from '../since';
import type { Step } from '../types';

const entity = 'component/payments/orders';
const application = 'payments--orders';
const at = 'gitops/tenants/payments/workloads/orders/overlays';
const image = (tag: string) => `ghcr.io/acme/orders:${tag}`;

/** A release, the way back through Git, and the same release for the other environment. */
export const release: Step = {
  name: 'release',
  profile: 'portal',
  what: 'a release is merged and runs; the way back is a change like any other; promoting touches the other environment alone',
  async run(bed, report) {
    const { kube } = bed;
    const client = bed.take(portal);
    const page = await LivePage.open(client, entity);
    const runs = (tag: string, revision: string) =>
      page.untilShown(
        application,
        `with ${image(tag)}, Synced and Healthy`,
        ({ images, sync, health }) =>
          images.includes(image(tag)) &&
          sync.revisions.includes(revision) &&
          sync.status === 'Synced' &&
          health.status === 'Healthy',
      );
    const run = async (
      what: string,
      tag: string,
      path: string,
      values: object,
    ) => {
      const change = await runGoldenPath(client, path, values);
      const begun = performance.now();
      const revision = await mergeOnForge(bed, change);
      const merged = performance.now();
      await untilApplication(
        kube,
        application,
        `synced to ${revision.slice(0, 8)}`,
        ({ status }) =>
          status?.sync?.status === 'Synced' &&
          status.sync.revision === revision,
      );
      report.measure(`${what}: merge to Synced, by the webhook`, since(merged));
      await untilApplication(kube, application, 'live', isLive(revision));
      report.measure(`${what}: merge to Healthy`, since(merged));
      await runs(tag, revision);
      report.measure(
        `${what}: merge asked for to Healthy on the open page`,
        since(begun),
      );
    };
    try {
      const before = page.application(application)!.deployments[0];
      await report.check(
        'a release is merged, and the open page shows it',
        () =>
          run('release by the portal', '1.6.0', 'release', {
            tenant: 'payments',
            workload: 'orders',
            environments: ['local'],
            image: image('1.6.0'),
          }),
      );
      await report.check(
        'the comparison of the two deployments has the image',
        async () => {
          const [now] = page.application(application)!.deployments;
          const { items } = await client.get(
            `idp-argocd/entities/${entity}/applications/local/argocd/${application}/compare?from=${now.id}&to=${before.id}`,
          );
          const patches = items.map(({ patch }: any) => patch ?? '').join('');
          if (
            !patches.includes(`+          image: ${image('1.5.0')}`) &&
            !/\+.*image: ghcr\.io\/acme\/orders:1\.5\.0/.test(patches)
          )
            throw new Error(patches);
        },
      );
      await report.check(
        'going back is a change that is merged, and the old release runs',
        () =>
          run('rollback by the portal', '1.5.0', 'roll-back', {
            tenant: 'payments',
            workload: 'orders',
            environment: 'local',
            revision: before.revisions[0],
            scope: 'release',
          }),
      );
      await report.check(
        'promoting changes the other environment alone',
        async () => {
          const change = await runGoldenPath(client, 'release', {
            tenant: 'payments',
            workload: 'orders',
            environments: ['eks'],
            image: image('1.5.1'),
          });
          const files = await filesOf(bed, change);
          if (files.join() !== `${at}/eks/release.yaml`)
            throw new Error(files.join(', '));
          await mergeOnForge(bed, change);
          await untilApplication(kube, application, 'live', isLive());
          const { images } = page.application(application)!;
          if (images.join() !== image('1.5.0')) throw new Error(images.join());
        },
      );
    } finally {
      page.close();
    }
  },
};
