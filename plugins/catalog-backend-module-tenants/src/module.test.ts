import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  DefaultEventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { changesEventTopic } from '@idp/plugin-changes-common';
import { forgeServiceRef } from '@idp/plugin-changes-node';
import { catalogModuleTenants } from './module';
import { FakeMain } from './testing/fakeMain';
import { tenantFile, workloadFiles } from './testing/files';

async function startCatalog(main: FakeMain) {
  const events = DefaultEventsService.create({
    logger: mockServices.logger.mock(),
  });
  const { server } = await startTestBackend({
    features: [
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
          catalog: {
            processingInterval: { hours: 24 },
            providers: { tenants: { pollSeconds: 1 } },
          },
        },
      }),
    ],
  });
  const address = `http://localhost:${server.port()}/api/catalog/entities`;
  return {
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
});
