import { component, until } from '@idp/testing-node';
import { FakeArgoCD } from './__testUtils__/FakeArgoCD';
import { startPlugin } from './__testUtils__/startPlugin';
import { wireApplication } from './__testUtils__/wireApplication';

describe('the Applications of an entity', () => {
  const fakes: FakeArgoCD[] = [];
  let plugin: Awaited<ReturnType<typeof startPlugin>>;
  const fake = async (...apps: any[]) => {
    const started = await FakeArgoCD.start(apps);
    fakes.push(started);
    return started;
  };
  afterEach(async () => {
    await plugin?.stop();
    await Promise.all(fakes.splice(0).map(one => one.stop()));
  });
  const orders = '/entities/component/default/orders/applications';

  it('are those of all instances that it names, with what is known of them', async () => {
    const local = await fake(wireApplication());
    const eks = await fake(
      wireApplication({ health: 'Degraded', sync: 'OutOfSync' }),
      wireApplication({ name: 'other' }),
    );
    plugin = await startPlugin({
      instances: { local, eks },
      entities: [component('orders', { 'argocd/app-name': 'orders' })],
      ownership: {
        ownerOf: ({ name }) => ({
          entityRefs: [`component:default/${name}`],
          group: 'payments',
        }),
      },
    });
    const { body } = await until(
      () => plugin.call('get', orders),
      answer =>
        answer.body.applications?.length === 2 &&
        answer.body.applications[0].troubles &&
        Object.keys(answer.body.revisions).length === 2,
    );
    expect(body.instances).toEqual([
      { name: 'local', state: 'live', since: expect.stringMatching(/^20.*Z$/) },
      { name: 'eks', state: 'live', since: expect.stringMatching(/^20.*Z$/) },
    ]);
    expect(body.applications[0]).toEqual({
      ref: { instance: 'eks', namespace: 'argocd', name: 'orders' },
      project: 'payments',
      destination: { cluster: 'in-cluster', namespace: 'tenant-payments' },
      sources: [
        {
          repoURL: 'https://git.example.com/gitops.git',
          path: 'gitops/tenants/payments/workloads/orders/overlays/local',
          targetRevision: 'main',
        },
      ],
      sync: { status: 'OutOfSync', revisions: ['a'.repeat(40)] },
      health: { status: 'Degraded', since: '2026-11-20T10:00:30.000Z' },
      operation: {
        phase: 'Succeeded',
        message: 'successfully synced (all tasks run)',
        startedAt: '2026-11-20T09:59:50.000Z',
        finishedAt: '2026-11-20T10:00:00.000Z',
      },
      conditions: [],
      troubles: [],
      images: ['registry.example.com/orders:1.0.0'],
      deployments: [
        {
          id: 1,
          revisions: ['a'.repeat(40)],
          startedAt: '2026-11-20T09:59:50.000Z',
          deployedAt: '2026-11-20T10:00:00.000Z',
          by: 'kim',
        },
        {
          id: 0,
          revisions: ['b'.repeat(40)],
          startedAt: '2026-11-10T09:59:50.000Z',
          deployedAt: '2026-11-10T10:00:00.000Z',
        },
      ],
      automated: true,
      createdAt: '2026-11-01T10:00:00.000Z',
      confirmed: true,
    });
    expect(body).toMatchObject({
      missing: [],
      problems: [],
      permissions: { refresh: true, sync: true },
    });

    const calls = fakes.map(({ calls: { length } }) => length);
    for (let view = 0; view < 20; view += 1) await plugin.call('get', orders);
    expect(fakes.map(({ calls: { length } }) => length)).toEqual(calls);

    const list = await plugin.call('get', '/applications?q=ORD&limit=1');
    expect(list.body).toMatchObject({
      items: [
        {
          ref: { instance: 'eks', name: 'orders' },
          entityRef: 'component:default/orders',
          group: 'payments',
          health: 'Degraded',
        },
      ],
      counts: { total: 2, health: { Degraded: 1, Healthy: 1 } },
    });
    const next = await plugin.call(
      'get',
      `/applications?q=ORD&limit=1&cursor=${list.body.nextCursor}`,
    );
    expect(next.body.items).toMatchObject([{ ref: { instance: 'local' } }]);
    expect(next.body.nextCursor).toBeUndefined();

    const summaries = await plugin.call('post', '/summaries').send({
      entityRefs: ['Component:default/orders', 'component:default/x'],
    });
    expect(summaries.body).toEqual({
      items: {
        'component:default/orders': {
          applications: 2,
          sync: 'OutOfSync',
          health: 'Degraded',
        },
      },
    });
  });
});
