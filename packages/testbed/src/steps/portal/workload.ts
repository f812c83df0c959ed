import { isLive, untilApplication } from '../../argocd/applications';
import { runGoldenPath } from '../../portal/goldenPath';
import { LivePage } from '../../portal/LivePage';
import { filesOf, mergedInPortal, mergeOnForge } from '../../portal/review';
import { untilInCatalog } from '../../portal/untilInCatalog';
import { portal, portalAs } from '../../services/portal';
import { vault } from '../../services/vault/service';
import { ownerToken } from '../secrets/delivery';
import { secretArrives } from '../secretArrives';
import { since } from '../since';
import type { Step } from '../types';
import { brokenLink, untilSecretShown } from './secretShown';

const folder = 'gitops/tenants/payments/workloads/orders/';
const entity = 'component/payments/orders';
const secretPath = 'tenant-payments/orders/database';
const values = { DATABASE_URL: 'postgres://nobody@nowhere' };

/** A service with a secret: waits for Vault and says so, gets its value, and runs. */
export const workload: Step = {
  name: 'workload',
  profile: 'portal',
  shows: true,
  what: 'a service with a secret waits for Vault, and the portal says so; its owner writes the value; the Secret arrives, the Deployment is available, the open page shows it',
  async run(bed, report) {
    const { kube } = bed;
    const client = bed.take(portal);
    const kim = portalAs(bed, 'kim');
    let change = '';
    await report.check('the golden path opens one pull request', async () => {
      change = await runGoldenPath(client, 'web-service', {
        tenant: 'payments',
        name: 'orders',
        description: 'Takes orders and tells the warehouse',
        lifecycle: 'production',
        environments: ['local', 'eks'],
        image: 'ghcr.io/acme/orders:1.5.0',
        port: 8080,
        probePath: '/healthz',
        size: 'small',
        replicas: { local: 2, eks: 2 },
        secrets: [{ name: 'database', keys: ['DATABASE_URL'] }],
        links: [],
      });
      const files = await filesOf(bed, change);
      const strays = files.filter(file => !file.startsWith(folder));
      if (files.length < 7 || strays.length > 0)
        throw new Error(`files: ${files.join(', ')}`);
    });
    await report.check(
      'the preview has what each environment gets, from the same files',
      async () => {
        const { renders } = await client.get(
          `idp-changes/changes/${change}/preview`,
        );
        const kinds = (environment: string) =>
          renders
            .filter((one: any) => one.environment === environment)
            .flatMap((one: any) => one.objects.map(({ path }: any) => path))
            .sort()
            .join();
        if (!kinds('local').includes('Deployment/orders'))
          throw new Error(kinds('local'));
        if (
          kinds('local').replace(/-[a-z0-9]{10}\b/g, '') !==
          kinds('eks').replace(/-[a-z0-9]{10}\b/g, '')
        )
          throw new Error(`${kinds('local')} and ${kinds('eks')}`);
      },
    );

    const begun = performance.now();
    let page: LivePage | undefined;
    await report.check('merged, the workload is in the catalog', async () => {
      await mergeOnForge(bed, change);
      await mergedInPortal(bed, change);
      await untilInCatalog(client, entity);
      report.measure('portal: merge to workload in the catalog', since(begun));
      page = await LivePage.open(client, entity);
    });
    try {
      await report.check(
        'the open page shows Degraded, and names the ExternalSecret that waits',
        async () => {
          await page!.untilShown(
            'payments--orders',
            'degraded by its ExternalSecret',
            ({ health, troubles = [] }) =>
              health.status === 'Degraded' &&
              troubles.some(
                ({ kind, name }) =>
                  kind === 'ExternalSecret' && name === 'orders--database',
              ),
          );
          report.measure(
            'portal: merge to a new workload that waits, shown',
            since(begun),
          );
        },
      );
      await report.check('nothing of it is available yet', async () => {
        const deployment = await kube.get(
          { apiVersion: 'apps/v1', kind: 'Deployment' },
          'orders',
          'tenant-payments',
        );
        if (!deployment) throw new Error('there is no Deployment');
        if (
          await kube.get(
            { apiVersion: 'v1', kind: 'Secret' },
            'orders--database',
            'tenant-payments',
          )
        )
          throw new Error('there is a Secret already');
      });
      await report.check(
        'the portal says that the path is empty, who writes it, and how',
        async () => {
          const secret = await untilSecretShown(
            kim,
            entity,
            secretPath,
            'missing',
            // Who owns a tenant it learns from the catalog, a moment after the merge.
            ({ finding, writtenBy }) => finding === 'missing' && !!writtenBy,
          );
          const said = [secret.writtenBy, brokenLink(secret)?.split(':')[0]];
          if (said.join() !== 'group:default/payments,path')
            throw new Error(JSON.stringify(secret));
          if (!secret.next?.command?.includes(secretPath))
            throw new Error(`the next step is ${JSON.stringify(secret.next)}`);
        },
      );
      await report.check(
        'the tenant’s owner writes the value, asks the portal for the delivery, and the Secret arrives',
        async () => {
          const { client: asked } = bed.take(vault);
          await asked.do('POST', 'kv/data/tenant-payments/orders/database', {
            token: await ownerToken(bed, 'payments'),
            body: { data: values },
          });
          const written = performance.now();
          await kim.post(
            `idp-vault/entities/${entity}/deliveries/local/tenant-payments/orders--database/refresh`,
          );
          await secretArrives(
            bed,
            'tenant-payments',
            'orders--database',
            values,
          );
          report.measure('portal: Vault write to Secret', since(written, 2));
          await page!.untilShown(
            'payments--orders',
            'Synced and Healthy',
            ({ sync, health }) =>
              sync.status === 'Synced' && health.status === 'Healthy',
          );
          report.measure(
            'portal: Vault write to Healthy on the open page',
            since(written, 2),
          );
        },
      );
    } finally {
      page?.close();
    }
    await report.check(
      'the portal says that it is delivered, and holds no value',
      async () => {
        const secret = await untilSecretShown(
          kim,
          entity,
          secretPath,
          'delivered',
          ({ finding, deliveries }) =>
            finding === 'ok' &&
            deliveries.every(({ state }) => state === 'delivered'),
        );
        if (brokenLink(secret)) throw new Error(brokenLink(secret));
        const everything = JSON.stringify([
          secret,
          await kim.get('idp-vault/secrets'),
        ]);
        for (const value of Object.values(values)) {
          if (everything.includes(value)) throw new Error('there is a value');
        }
      },
    );
    await report.check(
      'somebody else may read of it what everybody may, and refresh nothing',
      async () => {
        const lou = portalAs(bed, 'lou');
        const refused = await lou
          .post(
            `idp-vault/entities/${entity}/deliveries/local/tenant-payments/orders--database/refresh`,
          )
          .then(
            () => undefined,
            error => error.status,
          );
        if (refused !== 403) throw new Error(`it gave ${refused}`);
      },
    );
    await report.check('the Deployment is available on the nodes', async () => {
      await untilApplication(kube, 'payments--orders', 'live', isLive());
      const deployment = await kube.get(
        { apiVersion: 'apps/v1', kind: 'Deployment' },
        'orders',
        'tenant-payments',
      );
      if (deployment?.status?.availableReplicas !== 2)
        throw new Error(JSON.stringify(deployment?.status));
    });
    await report.check('its revision leads to the change', async () => {
      const { applications } = await client.get(
        'idp-argocd/entities/component/payments/orders/applications',
      );
      const [{ deployments }] = applications;
      if (deployments[0]?.change?.id !== change)
        throw new Error(JSON.stringify(deployments));
    });
  },
};
