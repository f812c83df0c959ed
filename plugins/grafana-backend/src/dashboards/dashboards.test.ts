import { component, sendJson } from '@idp/testing-node';
import { ownScopes } from '../__testUtils__/startPlugin';
import { usePlugin } from '../__testUtils__/usePlugin';

const orders = '/entities/component/default/orders/dashboards';
const board = (uid: string, rest: object = {}) => ({
  uid,
  title: uid,
  type: 'dash-db',
  tags: ['orders'],
  url: `/d/${uid}/${uid}`,
  ...rest,
});

describe('dashboards of an entity', () => {
  const { start, upstreams } = usePlugin();

  it('are found beyond the first thousand, in pages, once', async () => {
    const fake = await upstreams();
    fake.dashboards.set(
      'grafana/local',
      Array.from({ length: 2_345 }, (_, at) =>
        board(`d${at}`, { tags: at === 2_300 ? ['orders'] : [] }),
      ),
    );
    const plugin = await start({
      fake,
      entities: [component('orders', { 'grafana/tag-selector': 'orders' })],
    });
    const { body } = await plugin.call('get', orders);
    expect(body.dashboards.map(({ uid }: any) => uid)).toEqual(['d2300']);
    expect(fake.asked('api/search').map(({ query: { page } }) => page)).toEqual(
      ['1', '2', '3'],
    );
  });

  it('end with a Grafana that does not know pages', async () => {
    const fake = await upstreams();
    const page = Array.from({ length: 1_000 }, (_, at) => board(`d${at}`));
    fake.intercept = ({ path }, res) => {
      if (!path.includes('api/search')) return false;
      sendJson(res, 200, page);
      return true;
    };
    const plugin = await start({
      fake,
      entities: [component('orders', { 'grafana/dashboard-uid': 'd999' })],
    });
    const { body } = await plugin.call('get', orders);
    expect(body.dashboards).toHaveLength(1);
    expect(fake.asked('api/search')).toHaveLength(2);
  });

  it('come by selector, uid, folder and tag; by convention first, and each once', async () => {
    const fake = await upstreams();
    fake.dashboards.set('grafana/local', [
      board('by-selector', { tags: ['slo'], folderTitle: 'Payments' }),
      board('by-uid', { tags: [] }),
      board('by-folder', { tags: [], folderUid: 'f1', folderTitle: 'Team' }),
      board('blueprint-web-service', { tags: ['slo'], title: 'Z' }),
      board('other', { tags: [] }),
    ]);
    const plugin = await start({
      fake,
      entities: [
        component('orders', {
          'grafana/dashboard-selector':
            "(tags @> 'slo' && folderTitle == 'Payments') || title == 'nobody'",
          'grafana/dashboard-uid': 'by-uid,blueprint-web-service',
          'grafana/dashboard-folder': 'f1',
        }),
      ],
      scopes: ownScopes,
    });
    const { body } = await plugin.call('get', orders);
    expect(
      body.dashboards.map(({ uid, because }: any) => [uid, because]),
    ).toEqual([
      ['blueprint-web-service', 'convention'],
      ['by-folder', 'folder'],
      ['by-selector', 'selector'],
      ['by-uid', 'uid'],
    ]);
  });

  it('are of the Grafanas that the entity names, by either annotation', async () => {
    const fake = await upstreams();
    fake.dashboards.set('grafana/local', [board('a')]);
    fake.dashboards.set('grafana/eks', [board('a')]);
    const plugin = await start({
      fake,
      environments: ['local', 'eks'],
      entities: [
        component('orders', {
          'grafana/host-id': 'eks',
          'grafana/dashboard-selector': 'orders',
        }),
        component('both', { 'grafana/dashboard-selector': 'orders' }),
        component('none', {
          'grafana/source-id': 'nowhere',
          'grafana/dashboard-selector': 'orders',
        }),
      ],
    });
    const of = async (name: string) =>
      (await plugin.call('get', orders.replace('orders', name))).body;
    expect((await of('orders')).dashboards).toMatchObject([
      { instance: 'eks' },
    ]);
    expect((await of('both')).dashboards).toHaveLength(2);
    expect(await of('none')).toMatchObject({
      dashboards: [],
      problems: [
        'There is no Grafana "nowhere": grafana/host-id names one of local, eks.',
      ],
    });
  });

  it('stay where their Grafana is gone, with since when and why; the others’ are live', async () => {
    const fake = await upstreams();
    fake.dashboards.set('grafana/local', [board('a')]);
    fake.dashboards.set('grafana/eks', [board('b')]);
    const plugin = await start({
      fake,
      environments: ['local', 'eks'],
      entities: [
        component('orders', { 'grafana/dashboard-selector': 'orders' }),
      ],
    });
    fake.intercept = ({ path }, res) => {
      if (!path.startsWith('/grafana/local')) return false;
      sendJson(res, 500, { message: 'database is locked' });
      return true;
    };
    // Its rules are read often, its dashboards seldom: each says that it is gone.
    await plugin.refresh();
    const { status, body } = await plugin.call('get', orders);
    expect(status).toBe(200);
    expect(body.dashboards.map(({ uid }: any) => uid)).toEqual(['a', 'b']);
    expect(body.sources).toMatchObject([
      {
        name: 'local',
        state: 'stale',
        reason: 'failed (500): database is locked',
        since: expect.stringMatching(/^\d{4}-/),
      },
      { name: 'eks', state: 'live' },
    ]);
  });

  it('have addresses that nothing of theirs or the entity’s can lead elsewhere', async () => {
    const fake = await upstreams();
    fake.dashboards.set('grafana/local', [
      board('a', { url: 'https://evil.example.com/d/a/b"><script>' }),
      board('../admin'),
      board('b', { url: '//evil.example.com/x' }),
    ]);
    const plugin = await start({
      fake,
      entities: [
        component('orders', { 'grafana/dashboard-selector': 'orders' }),
      ],
      scopes: {
        scopeOf: () => ({
          kind: 'web-service',
          namespace: 'a',
          dashboards: { uids: [], variables: { x: 'a&var-y=b#c', '&z': '=' } },
        }),
        ownersOf: () => [],
      },
    });
    const { body } = await plugin.call('get', orders);
    const urls = body.dashboards.map(({ url }: any) => new URL(url));
    expect(urls).toHaveLength(2);
    for (const url of urls) {
      expect(url.origin).toBe('https://grafana.local.example.com');
      expect([...url.searchParams]).toEqual([
        ['var-x', 'a&var-y=b#c'],
        ['var-&z', '='],
      ]);
    }
    expect(urls.map(({ pathname }: URL) => pathname).sort()).toEqual([
      '/d/a',
      '/d/b/x',
    ]);
  });

  it.each([
    [
      'https://grafana.local.example.com/d/a/a?var-x=1&kiosk',
      expect.objectContaining({
        uid: 'a',
        url: 'https://grafana.local.example.com/d/a/a?var-x=1&kiosk',
      }),
      [],
    ],
    [
      'a',
      expect.objectContaining({
        uid: 'a',
        url: 'https://grafana.local.example.com/d/a',
      }),
      [],
    ],
    ['none', undefined, ['which no Grafana here has']],
    [
      'https://grafana.local.example.com.evil.example.com/d/a/a',
      undefined,
      ['leads to no dashboard of a configured Grafana'],
    ],
    [
      'https://grafana.local.example.com/login',
      undefined,
      ['leads to no dashboard of a configured Grafana'],
    ],
    [
      'https://grafana.local.example.com/d/gone/x',
      undefined,
      ['which local has not'],
    ],
  ])('put %s before all others', async (annotation, overview, words) => {
    const fake = await upstreams();
    fake.dashboards.set('grafana/local', [board('a')]);
    const plugin = await start({
      fake,
      entities: [
        component('orders', { 'grafana/overview-dashboard': annotation }),
      ],
    });
    const { body } = await plugin.call('get', orders);
    expect(body.overview).toEqual(overview);
    expect(body.problems).toEqual(
      words.map(text => expect.stringContaining(text)),
    );
  });

  it('are none for an expression that would take long, which is told in words', async () => {
    const fake = await upstreams();
    const plugin = await start({
      fake,
      entities: [
        component('orders', {
          'grafana/dashboard-selector': `${'('.repeat(500)}tags${')'.repeat(
            500,
          )}`,
        }),
      ],
    });
    const { body } = await plugin.call('get', orders);
    expect(body.dashboards).toEqual([]);
    expect(body.problems).toEqual([
      expect.stringContaining('it has more than 200 parts'),
    ]);
  });

  it('of mixed types are left out or mended', async () => {
    const fake = await upstreams();
    fake.dashboards.set('grafana/local', [
      null,
      7,
      'x',
      [],
      board('ok', { title: 5, tags: ['orders', 7, null], folderTitle: {} }),
      board('no-tags', { tags: 'orders' }),
      { uid: { a: 1 } },
      { title: 'no uid' },
    ] as any);
    const plugin = await start({
      fake,
      entities: [
        component('orders', { 'grafana/dashboard-selector': 'orders' }),
      ],
    });
    const { body } = await plugin.call('get', orders);
    expect(body.dashboards).toMatchObject([
      { uid: 'ok', title: 'ok', tags: ['orders'] },
    ]);
    expect(body.dashboards[0]).not.toHaveProperty('folder');
  });

  it('are listed again soon where there were none, else when it is time', async () => {
    const fake = await upstreams();
    const plugin = await start({
      fake,
      entities: [
        component('orders', { 'grafana/dashboard-selector': 'orders' }),
      ],
    });
    const asked = () => fake.asked('api/search').length;
    expect(asked()).toBe(1);
    fake.dashboards.set('grafana/local', [board('a')]);
    await plugin.refresh();
    expect((await plugin.call('get', orders)).body.dashboards).toHaveLength(1);
    await plugin.refresh();
    expect(asked()).toBe(2);
  });
});
