import { mockCredentials } from '@backstage/backend-test-utils';
import { component, until } from '@idp/testing-node';
import { usePlugin } from '../__testUtils__/usePlugin';
import { wireApplication } from '../__testUtils__/wireApplication';

const owned = {
  ownerOf: ({ name, project }: { name: string; project: string }) => ({
    entityRefs: [`component:default/${name}`],
    group: project,
  }),
};
const path = (name: string, app = name) =>
  `/entities/component/default/${name}/applications/local/argocd/${app}`;

describe('who sees what', () => {
  const { fake, start } = usePlugin();

  it('an entity that claims another’s Application sees its state only', async () => {
    const argocd = await fake(wireApplication());
    const plugin = await start({
      instances: { local: argocd },
      entities: [
        component('orders', { 'argocd/app-name': 'orders' }),
        component('thief', { 'argocd/app-name': 'orders' }),
      ],
      ownership: owned,
    });
    const state = await plugin.call(
      'get',
      '/entities/component/default/thief/applications',
    );
    expect(state.body.applications).toMatchObject([
      { ref: { name: 'orders' }, confirmed: false },
    ]);
    for (const what of [
      'resources',
      'diff',
      'events',
      'compare?from=0&to=1',
      'sync-windows',
    ]) {
      const { status, body } = await plugin.call(
        'get',
        `${path('thief', 'orders')}/${what}`,
      );
      expect([what, status, body.error.name]).toEqual([
        what,
        403,
        'NotAllowedError',
      ]);
    }
    const synced = await plugin.call('post', `${path('thief', 'orders')}/sync`);
    expect(synced.status).toBe(403);
    expect(
      argocd.calls.filter(({ path: asked }) =>
        /resource|events|manifests|windows|sync/.test(asked),
      ),
    ).toEqual([]);
    expect(
      (await plugin.call('get', `${path('orders')}/resources`)).status,
    ).toBe(200);
  });

  it('the configuration may let a claim do for details, never for writes', async () => {
    const argocd = await fake(wireApplication());
    const plugin = await start({
      instances: { local: argocd },
      entities: [component('thief', { 'argocd/app-name': 'orders' })],
      ownership: owned,
      config: { claims: { details: 'claimed' } },
    });
    const of = path('thief', 'orders');
    expect((await plugin.call('get', `${of}/resources`)).status).toBe(200);
    expect((await plugin.call('post', `${of}/sync`)).status).toBe(403);
    expect((await plugin.call('post', `${of}/refresh`)).status).toBe(403);
  });

  it('an owner in the configuration confirms the entities that it owns', async () => {
    const argocd = await fake(wireApplication());
    const plugin = await start({
      instances: { local: argocd },
      entities: [
        component('orders', { 'argocd/app-name': 'orders' }),
        component('thief', { 'argocd/app-name': 'orders' }, 'group:default/x'),
      ],
      config: {
        owners: [{ owner: 'payments', project: 'payments' }],
      },
    });
    expect(
      (await plugin.call('get', `${path('orders')}/resources`)).status,
    ).toBe(200);
    expect(
      (await plugin.call('get', `${path('thief', 'orders')}/resources`)).status,
    ).toBe(403);
    const list = await plugin.call('get', '/applications');
    expect(list.body.items[0].group).toBe('group:default/payments');
  });

  it('an entity that a person may not see, or whose Applications they may not', async () => {
    const argocd = await fake(wireApplication());
    const plugin = await start({
      instances: { local: argocd },
      entities: [component('orders', { 'argocd/app-name': 'orders' })],
      ownership: owned,
      decide: ({ permission }) => permission.name !== 'argocd.view.read',
    });
    const seen = await plugin.call(
      'get',
      '/entities/component/default/orders/applications',
    );
    expect([seen.status, seen.body.error.message]).toEqual([
      403,
      'You may not see the Applications of component:default/orders',
    ]);
    const absent = await plugin.call(
      'get',
      '/entities/component/default/none/applications',
    );
    expect(absent.status).toBe(404);
    expect((await plugin.call('get', '/applications')).status).toBe(403);
    const summaries = await plugin
      .call('post', '/summaries')
      .send({ entityRefs: ['component:default/orders'] });
    expect(summaries.body).toEqual({ items: {} });
  });

  it('lists hold what a conditional policy permits, each entity asked about once', async () => {
    const names = Array.from({ length: 450 }, (_, at) => `app-${at}`);
    const argocd = await fake(
      ...names.map((name, at) =>
        wireApplication({ name, project: at % 3 === 0 ? 'mine' : 'theirs' }),
      ),
    );
    const mine = (ref: string | undefined) =>
      Number(ref?.split('-')[1]) % 3 === 0;
    const plugin = await start({
      instances: { local: argocd },
      entities: [
        component('app-0', { 'argocd/app-name': 'app-0' }),
        component('app-1', { 'argocd/app-name': 'app-1' }),
      ],
      ownership: owned,
      conditional: true,
      decide: ({ resourceRef }) => mine(resourceRef),
    });
    const { body } = await until(
      () => plugin.call('get', '/applications?limit=100'),
      answer => answer.body.counts?.total === 150,
    );
    expect(body.items).toHaveLength(100);
    expect(body.counts.project).toEqual({ mine: 150 });
    const rest = await plugin.call(
      'get',
      `/applications?limit=100&cursor=${body.nextCursor}`,
    );
    expect(rest.body.items).toHaveLength(50);

    const chunks = plugin.authorize.mock.calls.map(([queries]) => queries);
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(
      200,
    );
    const asked = chunks.flat().map(query => JSON.stringify(query));
    expect(new Set(asked).size).toBe(asked.length);

    const summaries = await plugin.call('post', '/summaries').send({
      entityRefs: ['component:default/app-0', 'component:default/app-1'],
    });
    expect(Object.keys(summaries.body.items)).toEqual([
      'component:default/app-0',
    ]);
  });

  it('one person’s answers are not another’s', async () => {
    const argocd = await fake(wireApplication());
    let allowed = true;
    const plugin = await start({
      instances: { local: argocd },
      ownership: owned,
      conditional: true,
      decide: () => allowed,
    });
    const count = async (user: string) =>
      (await plugin.as(user).call('get', '/applications')).body.counts.total;
    await until(
      () => count('user:default/kim'),
      total => total === 1,
    );
    allowed = false;
    expect(await count('user:default/sam')).toBe(0);
  });

  it('nobody who is not signed in', async () => {
    const argocd = await fake(wireApplication());
    const plugin = await start({ instances: { local: argocd } });
    const answer = await plugin
      .call('get', '/applications')
      .set('authorization', mockCredentials.none.header());
    expect(answer.status).toBe(401);
  });

  it.each([
    '/entities/component/default/..%2Fx/applications',
    '/entities/component/default/orders/applications/local/argocd/..%2F..%2Fapi/resources',
    '/entities/component/default/orders/applications/local/argocd/Orders/resources',
    '/entities/component/default/orders/applications/local/argocd/a%3Fb=c/diff',
    '/applications?limit=0',
    '/applications?limit=501',
    '/applications?sync=synced',
    '/applications?cursor=abc',
    '/applications?nothing=1',
    '/applications?q[a]=b',
  ])('%s is refused, in words', async asked => {
    const argocd = await fake(wireApplication());
    const plugin = await start({
      instances: { local: argocd },
      entities: [component('orders', { 'argocd/app-name': 'orders' })],
    });
    const { status, body } = await plugin.call('get', asked);
    expect([status, body.error.name]).toEqual([400, 'InputError']);
    expect(body.error.message).toMatch(/^The (path|query)/);
  });
});
