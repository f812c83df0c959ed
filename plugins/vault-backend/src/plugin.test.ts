import { component, until } from '@idp/testing-node';
import {
  KINDS,
  unreadable,
  wireDeployment,
  wireExternalSecret,
  wireStore,
} from './kubernetes/__testUtils__/objects';
import { platform, tenant, usePlugin } from './__testUtils__/usePlugin';

const orders = '/entities/component/payments/orders/secrets';
const entities = [
  component('orders', {}, 'group:default/payments', 'payments'),
  tenant('payments'),
];

describe('the secrets of an entity', () => {
  const { cluster, start, vault } = usePlugin();

  it('tell of a path from Vault to the workload that uses it', async () => {
    const local = await vault();
    local.write('tenant-payments/orders/database', {
      at: '2026-11-20T10:00:00Z',
    });
    const kube = await cluster();
    kube.put(KINDS.secretStores, wireStore());
    kube.put(KINDS.externalSecrets, wireExternalSecret());
    kube.put(KINDS.deployments, wireDeployment());
    const { call } = await start({
      vaults: { local },
      clusters: { local: kube },
      entities,
      ...platform,
    });
    const { body, status } = await call('get', orders);
    expect(status).toBe(200);
    expect(body.secrets).toMatchObject([
      {
        ref: {
          server: 'local',
          mount: 'kv',
          path: 'tenant-payments/orders/database',
        },
        because: 'contract',
        standing: 'owned',
        writtenBy: 'group:default/payments',
        declared: true,
        vault: {
          state: 'present',
          versions: { current: 1, oldest: 1 },
          changedAt: '2026-11-20T10:00:00.000Z',
          rotation: { class: 'default', maxAgeDays: 90 },
        },
        deliveries: [
          {
            cluster: 'local',
            namespace: 'tenant-payments',
            name: 'orders--database',
            usedBy: [{ kind: 'Deployment', name: 'orders' }],
          },
        ],
      },
    ]);
    expect(
      body.secrets[0].deliveries[0].chain.map(({ kind }: any) => kind),
    ).toEqual(['path', 'store', 'external-secret', 'secret', 'workload']);
    expect(body.sources).toMatchObject([
      { kind: 'vault', name: 'local', state: 'live' },
      { kind: 'cluster', name: 'local', state: 'live' },
    ]);
  });

  it('name the path that is missing, who writes it, and how, until it is there', async () => {
    const local = await vault();
    const kube = await cluster();
    kube.put(KINDS.secretStores, wireStore());
    kube.put(
      KINDS.externalSecrets,
      wireExternalSecret({
        spec: {
          dataFrom: [],
          data: [
            {
              secretKey: 'USER',
              remoteRef: {
                key: 'tenant-payments/orders/database',
                property: 'USER',
              },
            },
          ],
        },
        status: { conditions: [unreadable] },
      }),
    );
    const { call, run, signals } = await start({
      vaults: { local },
      clusters: { local: kube },
      entities,
      ...platform,
    });
    const { body } = await call('get', orders);
    expect(body.secrets).toMatchObject([
      {
        finding: 'missing',
        declared: true,
        vault: { state: 'missing' },
        next: {
          message:
            'Nothing has been written to kv/tenant-payments/orders/database yet. Somebody in the group payments writes it. The command reads the value from standard input.',
          command:
            'vault kv put -mount=kv tenant-payments/orders/database USER=-',
        },
      },
    ]);
    signals.publish.mockClear();
    local.write('tenant-payments/orders/database');
    await run();
    const after = await call('get', orders);
    expect(after.body.secrets).toMatchObject([
      { finding: 'not-delivered', vault: { state: 'present' } },
    ]);
    await until(
      () => signals.publish.mock.calls.length,
      calls => calls > 0,
    );
    expect(signals.publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'idp:vault',
      message: {},
    });
  });

  it('of a tenant are those of its workloads, each with its own', async () => {
    const local = await vault();
    local.write('tenant-payments/orders/database');
    local.write('tenant-payments/shop/mail');
    local.write('tenant-other/shop/mail');
    const { call } = await start({ vaults: { local }, entities, ...platform });
    const { body } = await call(
      'get',
      '/entities/system/default/payments/secrets',
    );
    expect(
      body.secrets.map(({ entityRef, ref }: any) => [ref.path, entityRef]),
    ).toEqual([
      ['tenant-payments/orders/database', 'component:payments/orders'],
      ['tenant-payments/shop/mail', 'component:payments/shop'],
    ]);
  });

  it('cause no call to Vault or a cluster', async () => {
    const local = await vault();
    local.write('tenant-payments/orders/database');
    const kube = await cluster();
    kube.put(KINDS.secretStores, wireStore());
    kube.put(KINDS.externalSecrets, wireExternalSecret());
    const { call } = await start({
      vaults: { local },
      clusters: { local: kube },
      entities,
      ...platform,
    });
    local.calls.length = 0;
    const before = kube.asked.length;
    for (const path of [
      orders,
      '/secrets',
      '/rotations?from=2026-11-01&to=2026-12-01',
    ]) {
      expect((await call('get', path)).status).toBe(200);
    }
    expect(local.calls).toEqual([]);
    expect(kube.asked).toHaveLength(before);
  });
});

describe('“Refresh now”', () => {
  const { cluster, start, vault } = usePlugin();
  const refresh = (name: string) =>
    `/entities/component/payments/orders/deliveries/local/tenant-payments/${name}/refresh`;

  async function started(decide?: Parameters<typeof start>[0]['decide']) {
    const local = await vault();
    const kube = await cluster();
    kube.put(KINDS.secretStores, wireStore());
    kube.put(KINDS.externalSecrets, wireExternalSecret());
    kube.put(
      KINDS.externalSecrets,
      wireExternalSecret({ metadata: { name: 'shop--mail' } }),
    );
    const plugin = await start({
      vaults: { local },
      clusters: { local: kube },
      entities,
      decide,
      ...platform,
    });
    const annotation = (name: string) =>
      kube.get(KINDS.externalSecrets, 'tenant-payments', name)?.metadata
        .annotations?.['force-sync'];
    return { annotation, plugin };
  }

  it('touches the ExternalSecret, and leaves an audit event', async () => {
    const { annotation, plugin } = await started();
    const { status } = await plugin.call('post', refresh('orders--database'));
    expect(status).toBe(204);
    expect(annotation('orders--database')).toMatch(/^\d+$/);
    expect(plugin.audited).toEqual([
      {
        eventId: 'delivery-refresh',
        severityLevel: 'medium',
        meta: {
          entityRef: 'component:payments/orders',
          cluster: 'local',
          namespace: 'tenant-payments',
          name: 'orders--database',
          actor: 'user:default/kim',
        },
        outcome: 'success',
      },
    ]);
  });

  it('is of an entity’s own deliveries only', async () => {
    const { annotation, plugin } = await started();
    const { body, status } = await plugin.call('post', refresh('shop--mail'));
    expect(status).toBe(404);
    expect(body.error.message).toBe(
      'component:payments/orders has no ExternalSecret tenant-payments/shop--mail in local',
    );
    expect(annotation('shop--mail')).toBeUndefined();
    expect(plugin.audited).toMatchObject([{ outcome: 'fail' }]);
  });

  it('has a permission of its own', async () => {
    const { annotation, plugin } = await started(
      ({ permission }) => permission.name !== 'idp.vault.refresh',
    );
    const shown = await plugin.call('get', orders);
    expect(shown.body.permissions).toEqual({ refresh: false });
    const { status } = await plugin.call('post', refresh('orders--database'));
    expect(status).toBe(403);
    expect(annotation('orders--database')).toBeUndefined();
    expect(plugin.audited).toMatchObject([{ outcome: 'fail' }]);
  });
});
