import { component } from '@idp/testing-node';
import { ownScopes } from '../__testUtils__/startPlugin';
import { usePlugin } from '../__testUtils__/usePlugin';
import type { FakeCall } from '../__testUtils__/FakeUpstreams';

const orders = '/entities/component/default/orders';
const now = Math.floor(Date.now() / 60_000) * 60_000;
const iso = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
const hour = `from=${iso(now - 3_600_000)}&to=${iso(now)}&step=60`;

/** A value at each step. */
const flat =
  (series: string, value = '1') =>
  ({ query: { start, end, step } }: FakeCall) =>
    [
      {
        metric: { series },
        values: Array.from(
          { length: (Number(end) - Number(start)) / Number(step) + 1 },
          (_, at) => [Number(start) + at * Number(step), value],
        ),
      },
    ];

describe('a chart', () => {
  const { start, upstreams } = usePlugin();

  it('is one question to the Prometheus of each environment, and none while the answer is fresh', async () => {
    const fake = await upstreams();
    fake.range = call =>
      flat('5xx', call.path.includes('eks') ? '0.5' : '0.25')(call);
    const plugin = await start({
      fake,
      environments: ['local', 'eks'],
      entities: [component('orders')],
      scopes: ownScopes,
    });
    const path = `${orders}/signals/errors?${hour}`;
    const [{ body }] = await Promise.all([
      plugin.call('get', path),
      plugin.call('get', path),
      plugin.as('user:default/lee').call('get', path),
    ]);
    expect(body).toMatchObject({
      panel: 'errors',
      unit: 'ratio',
      start: now / 1000 - 3_600,
      stepSeconds: 60,
      points: 61,
      sources: [
        { name: 'local', state: 'live' },
        { name: 'eks', state: 'live' },
      ],
    });
    expect(
      body.series.map(({ environment, name, values }: any) => [
        environment,
        name,
        values.length,
        values[60],
      ]),
    ).toEqual([
      ['local', '5xx', 61, 0.25],
      ['eks', '5xx', 61, 0.5],
    ]);
    await plugin.call('get', path);
    const asked = fake.asked('query_range');
    expect(asked.map(({ path: where }) => where)).toEqual([
      '/prometheus/local/api/v1/query_range',
      '/prometheus/eks/api/v1/query_range',
    ]);
    for (const { query } of asked) {
      expect(query.query).toContain('namespace="tenant-payments"');
      expect(query.query).not.toContain('tenant-billing');
      expect(query).toMatchObject({ step: '60', limit: '51' });
    }
    const explore = new URL(body.exploreUrls.local);
    expect(explore.origin).toBe('https://grafana.local.example.com');
    expect(
      JSON.parse(explore.searchParams.get('panes')!).portal.queries[0].expr,
    ).toBe(asked[0].query.query);
  });

  it('of one environment asks that one alone', async () => {
    const fake = await upstreams();
    fake.range = flat('2xx');
    const plugin = await start({
      fake,
      environments: ['local', 'eks'],
      entities: [component('orders')],
      scopes: ownScopes,
    });
    const { body } = await plugin.call(
      'get',
      `${orders}/signals/rate?${hour}&environment=eks`,
    );
    expect(body.series).toHaveLength(1);
    expect(fake.asked('query_range')).toHaveLength(1);
  });

  it('shows what one Prometheus says where another fails, and why', async () => {
    const fake = await upstreams();
    fake.range = flat('2xx');
    fake.intercept = ({ path }, res) => {
      if (!path.includes('prometheus/eks/api/v1/query_range')) return false;
      res.writeHead(503, { 'content-type': 'text/plain' }).end('busy');
      return true;
    };
    const plugin = await start({
      fake,
      environments: ['local', 'eks'],
      entities: [component('orders')],
      scopes: ownScopes,
    });
    const { status, body } = await plugin.call(
      'get',
      `${orders}/signals/rate?${hour}`,
    );
    expect(status).toBe(200);
    expect(body.series).toMatchObject([{ environment: 'local' }]);
    expect(body.sources).toMatchObject([
      { name: 'local', state: 'live' },
      { name: 'eks', state: 'unknown', reason: 'failed (503)' },
    ]);
  });

  it.each([
    ['rate', `${hour}&query=up`],
    ['rate', 'from=x&to=y'],
    ['rate', 'from=2026-11-26T00:00:00&to=2026-11-26T06:00:00'],
    ['rate', 'from=2016-11-26T00:00:00Z&to=2026-11-26T06:00:00Z'],
    ['rate', `${hour}&step=0.5`],
    ['rate', `${hour}&environment=a%22%7D`],
    ['up%7B%7D', hour],
  ])('is refused for the panel %s with %s', async (panel, query) => {
    const fake = await upstreams();
    const plugin = await start({
      fake,
      entities: [component('orders')],
      scopes: ownScopes,
    });
    const { status, body } = await plugin.call(
      'get',
      `${orders}/signals/${panel}?${query}`,
    );
    expect([status, body.error.name]).toEqual([400, 'InputError']);
    expect(fake.asked('query_range')).toEqual([]);
  });

  it('is of the owner’s namespace, whatever annotations say', async () => {
    const fake = await upstreams();
    fake.range = flat('2xx');
    const claims = { 'grafana/namespace': 'tenant-billing' };
    const plugin = await start({
      fake,
      entities: [component('orders', claims)],
      config: {
        owners: [
          { owner: 'billing', namespace: 'tenant-billing' },
          { owner: 'payments', namespace: 'tenant-payments' },
        ],
      },
    });
    const thief = await plugin.call('get', `${orders}/signals/rate?${hour}`);
    expect(thief.status).toBe(404);
    expect(thief.body.error.message).toContain(
      'Nobody confirms that the namespace tenant-billing',
    );
    const panels = await plugin.call('get', `${orders}/signals`);
    expect(panels.body).toMatchObject({
      panels: [],
      environments: [],
      logEnvironments: [],
      problems: [expect.stringContaining('grafana.owners')],
    });
    const logs = await plugin.call('get', `${orders}/logs?environment=local`);
    expect(logs.status).toBe(404);
    expect(fake.asked('query_range')).toEqual([]);
  });

  it('is shown where the configuration names the entity’s owner', async () => {
    const fake = await upstreams();
    fake.range = flat('2xx');
    const plugin = await start({
      fake,
      environments: ['local', 'eks'],
      entities: [component('orders', { 'grafana/namespace': 'pay' })],
      config: {
        owners: [
          { owner: 'payments', namespace: 'pay', environments: ['eks'] },
        ],
      },
    });
    const { body } = await plugin.call('get', `${orders}/signals/rate?${hour}`);
    expect(body.series).toMatchObject([{ environment: 'eks' }]);
    expect(fake.asked('query_range')[0].query.query).toContain(
      'namespace="pay",workload="orders"',
    );
  });

  it('needs its permission, and a query that keeps to its namespace', async () => {
    const fake = await upstreams();
    const plugin = await start({
      fake,
      entities: [component('orders')],
      scopes: ownScopes,
      decide: ({ permission }) =>
        permission.name !== 'idp.grafana.signals.read',
    });
    const { status, body } = await plugin.call(
      'get',
      `${orders}/signals/rate?${hour}`,
    );
    expect([status, body.error.message]).toEqual([
      403,
      'You may not see the measurements of component:default/orders',
    ]);
    expect(
      (await plugin.call('get', `${orders}/signals`)).body.permissions,
    ).toEqual({ signals: false, logs: true });
    expect(
      (
        await plugin.call(
          'get',
          `${orders}/markers?${hour.replace('&step=60', '')}`,
        )
      ).status,
    ).toBe(403);
  });

  it('of a module that forgets the namespace is not asked for', async () => {
    const fake = await upstreams();
    const plugin = await start({
      fake,
      entities: [component('orders')],
      scopes: ownScopes,
      queries: {
        'web-service': [
          {
            id: 'rate',
            unit: 'per-second',
            signal: 'rate',
            query: q => `${q.select('up')} or sum(up)`,
          },
        ],
      },
    });
    const { status } = await plugin.call(
      'get',
      `${orders}/signals/rate?${hour}`,
    );
    expect(status).toBe(500);
    expect(fake.asked('query_range')).toEqual([]);
  });

  it('has marks where it was deployed', async () => {
    const fake = await upstreams();
    const markersOf = jest.fn(async () => [
      {
        environment: 'local',
        at: new Date(now - 60_000).toISOString(),
        label: 'b',
      },
      {
        environment: 'eks',
        at: new Date(now - 120_000).toISOString(),
        label: 'a',
      },
      { environment: 'eks', at: '2020-01-01T00:00:00.000Z', label: 'old' },
    ]);
    const plugin = await start({
      fake,
      entities: [component('orders')],
      scopes: ownScopes,
      markers: { markersOf },
    });
    const path = `${orders}/markers?${hour.replace('&step=60', '')}`;
    const { body } = await plugin.call('get', path);
    expect(body.markers.map(({ label }: any) => label)).toEqual(['a', 'b']);
    expect(markersOf.mock.calls[0]).toMatchObject([
      {
        entityRef: 'component:default/orders',
        credentials: { principal: { userEntityRef: 'user:default/kim' } },
      },
    ]);
    markersOf.mockRejectedValueOnce(new Error('secret address'));
    const failed = await plugin.call('get', path);
    expect(failed.body).toEqual({
      markers: [],
      problems: [
        'When it was deployed cannot be read just now, so deployments are not marked.',
      ],
    });
  });
});
