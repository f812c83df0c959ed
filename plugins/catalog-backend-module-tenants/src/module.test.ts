import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  DefaultEventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { paths } from '@idp/platform-contract';
import { changesEventTopic } from '@idp/plugin-changes-common';
import { forgeServiceRef } from '@idp/plugin-changes-node';
import { catalogModuleTenants } from './module';
import { FakeMain } from './testing/fakeMain';
import { tenantFile, workloadFiles } from './testing/files';

async function startCatalog(main: FakeMain, folder?: string) {
  const events = DefaultEventsService.create({
    logger: mockServices.logger.mock(),
  });
  const backend = await startTestBackend({
    features: [
      ...(folder ? [databaseServiceFactory] : []),
      catalogPlugin,
      catalogModuleTenants,
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      createServiceFactory({
        service: forgeServiceRef,
        deps: {},
        factory: () => main.client(),
      }),
      mockServices.rootConfig.factory({
        data: {
          ...(folder && {
            backend: {
              baseUrl: 'http://localhost:7007',
              listen: { port: 0 },
              database: {
                client: 'better-sqlite3',
                connection: { directory: folder },
              },
            },
          }),
          catalog: {
            processingInterval: { hours: 24 },
            providers: { tenants: { pollSeconds: 1 } },
          },
        },
      }),
    ],
  });
  const address = `http://localhost:${backend.server.port()}/api/catalog/entities`;
  return {
    stop: () => backend.stop(),
    async merge(edits: Record<string, string | null>) {
      main.commit(edits);
      await events.publish({
        topic: changesEventTopic,
        eventPayload: { reason: 'head-moved' },
      });
    },
    /** Asks until the catalog gives what is wanted. */
    async until(path: string, wanted: (entity?: Entity) => boolean) {
      for (;;) {
        const response = await fetch(`${address}/by-name/${path}`);
        const entity = response.ok ? await response.json() : undefined;
        if (wanted(entity)) return entity as Entity;
      }
    },
  };
}

describe('the module in a real catalog', () => {
  it('brings a merged workload with its relations, and takes it away again', async () => {
    const main = new FakeMain(tenantFile('payments'));
    const { merge, until } = await startCatalog(main);
    await until('system/default/payments', entity => entity !== undefined);

    await merge(workloadFiles('payments', 'orders'));
    const orders = await until(
      'component/payments/orders',
      entity => entity?.relations?.length === 2,
    );
    expect(orders.relations).toEqual(
      expect.arrayContaining([
        { type: 'ownedBy', targetRef: 'group:default/payments' },
        { type: 'partOf', targetRef: 'system:default/payments' },
      ]),
    );

    await merge(
      Object.fromEntries(
        Object.keys(workloadFiles('payments', 'orders')).map(path => [
          path,
          null,
        ]),
      ),
    );
    await until('component/payments/orders', entity => entity === undefined);
  }, 60_000);

  it('knows after a restart what it was told, by its own database', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'idp-tenants-'));
    try {
      const main = new FakeMain({
        ...tenantFile('payments'),
        ...workloadFiles('payments', 'orders'),
        ...tenantFile('shop', 'group:default/sellers'),
      });
      const first = await startCatalog(main, folder);
      await first.until('component/payments/orders', entity => !!entity);
      await first.merge(workloadFiles('payments', 'refunds'));
      await first.until('component/payments/refunds', entity => !!entity);
      await first.stop();

      main.commit({
        [paths.workloadFile('payments', 'orders')]: null,
        [paths.tenantFile('shop')]: 'kind: [',
        ...workloadFiles('shop', 'basket'),
      });
      main.forget();
      const second = await startCatalog(main, folder);
      await second.until('component/payments/orders', entity => !entity);
      const basket = await second.until(
        'component/shop/basket',
        entity => !!entity,
      );
      expect(basket.spec?.owner).toBe('group:default/sellers');
      const shop = await second.until(
        'system/default/shop',
        entity =>
          entity?.metadata.annotations?.['platform.idp/problem'] !== undefined,
      );
      expect(shop.spec?.owner).toBe('group:default/sellers');
      expect(main.snapshots).toBe(0);
      await second.stop();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
