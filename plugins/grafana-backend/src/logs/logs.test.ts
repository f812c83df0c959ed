import { component } from '@idp/testing-node';
import { ownScopes } from '../__testUtils__/startPlugin';
import { usePlugin } from '../__testUtils__/usePlugin';
import type { FakeCall } from '../__testUtils__/FakeUpstreams';

const logs = '/entities/component/default/orders/logs?environment=local';
const base = BigInt(Date.now() - 60_000) * 1_000_000n;

/** A Loki that has these lines: it gives those in the range that was asked for, as many, from the end that was named. */
function lokiWith(lines: Array<[bigint, string]>) {
  return ({ query }: FakeCall) => {
    const inRange = lines
      .filter(([at]) => at >= BigInt(query.start) && at < BigInt(query.end))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const limit = Number(query.limit);
    return [
      {
        stream: { pod: 'orders-1', workload: 'orders' },
        values: (query.direction === 'forward'
          ? inRange.slice(0, limit)
          : inRange.slice(-limit).reverse()
        ).map(([at, text]) => [String(at), text]),
      },
    ];
  };
}
const textsOf = (body: any) => body.lines.map(({ text }: any) => text);

describe('logs of an entity', () => {
  const { start, upstreams } = usePlugin();
  const begin = async (options: object = {}) => {
    const fake = await upstreams();
    const plugin = await start({
      fake,
      entities: [component('orders')],
      scopes: ownScopes,
      ...options,
    });
    return { fake, plugin };
  };

  it('are the last lines, oldest first, of its own namespace and workload', async () => {
    const { fake, plugin } = await begin();
    fake.streams = lokiWith([
      [base, 'one'],
      [base + 1n, 'two'],
      [base + 2n, 'three'],
    ]);
    const { body } = await plugin.call('get', `${logs}&limit=2`);
    expect(textsOf(body)).toEqual(['two', 'three']);
    expect(body.more).toBe(true);
    expect(body.sources).toMatchObject([{ kind: 'loki', state: 'live' }]);
    const [{ query }] = fake.asked('query_range');
    expect(query).toMatchObject({
      query: '{namespace="tenant-payments", workload="orders"}',
      direction: 'backward',
      limit: '3',
    });
    expect(
      JSON.parse(new URL(body.exploreUrl).searchParams.get('panes')!).portal
        .queries[0],
    ).toMatchObject({ expr: query.query, datasource: { type: 'loki' } });
  });

  it('can be followed: what came since, each line once', async () => {
    const { fake, plugin } = await begin();
    const lines: Array<[bigint, string]> = [
      [base, 'one'],
      [base, 'also one'],
    ];
    fake.streams = lokiWith(lines);
    const first = await plugin.call('get', logs);
    expect(first.body.lines).toHaveLength(2);
    const after = (cursor: string, more = '') =>
      plugin.call('get', `${logs}&after=${cursor}${more}`);
    const nothing = await after(first.body.cursor);
    expect(nothing.body).toMatchObject({ lines: [], more: false });
    expect(nothing.body.cursor).toBe(first.body.cursor);

    // One more of the same time, and some later.
    lines.push([base, 'late'], [base + 5n, 'five'], [base + 6n, 'six']);
    const second = await after(first.body.cursor, '&limit=2');
    expect(textsOf(second.body)).toEqual(['late', 'five']);
    expect(second.body.more).toBe(true);
    const third = await after(second.body.cursor);
    expect(textsOf(third.body)).toEqual(['six']);
    expect(third.body.more).toBe(false);
  });

  it('can be followed from where there was nothing yet', async () => {
    const { fake, plugin } = await begin();
    const { body } = await plugin.call('get', logs);
    expect(body).toMatchObject({ lines: [], more: false });
    const later = BigInt(Date.now() + 5_000) * 1_000_000n;
    fake.streams = lokiWith([[later, 'new']]);
    const next = await plugin.call('get', `${logs}&after=${body.cursor}`);
    expect(textsOf(next.body)).toEqual(['new']);
  });

  it('of a range that has ended cannot be followed', async () => {
    const { fake, plugin } = await begin();
    fake.streams = lokiWith([[base, 'one']]);
    const iso = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
    const { body } = await plugin.call(
      'get',
      `${logs}&from=${iso(Date.now() - 120_000)}&to=${iso(Date.now())}`,
    );
    expect(textsOf(body)).toEqual(['one']);
    expect(body).not.toHaveProperty('cursor');
  });

  it('are searched for a text and by level', async () => {
    const { fake, plugin } = await begin();
    await plugin.call(
      'get',
      `${logs}&level=error&level=fatal&search=${encodeURIComponent(
        '"} or {namespace="tenant-billing',
      )}`,
    );
    expect(fake.asked('query_range')[0].query.query).toBe(
      '{namespace="tenant-payments", workload="orders"} |~ "(?i)\\"\\\\} or \\\\{namespace=\\"tenant-billing" | detected_level=~"error|fatal|critical"',
    );
  });

  it.each([
    'limit=0',
    'limit=5000',
    'level=loud',
    'search=a%00b',
    `search=${'x'.repeat(201)}`,
    'after=1',
    'after=123456789012345678%22%7D',
    'after=1095673740000000000',
    `after=1795673740000000000&from=2026-11-26T00:00:00Z`,
    'from=2016-11-26T00:00:00Z',
    'query=%7Bnamespace=~%22.%2B%22%7D',
    'environment=eks&environment=local',
  ])('are refused for %s', async query => {
    const { fake, plugin } = await begin();
    const { status, body } = await plugin.call('get', `${logs}&${query}`);
    expect([status, body.error.name]).toEqual([400, 'InputError']);
    expect(fake.asked('query_range')).toEqual([]);
  });

  it('need their own permission, and leave a trace, refused or not', async () => {
    const { fake, plugin } = await begin({
      decide: ({ permission, resourceRef }: any) =>
        permission.name !== 'idp.grafana.logs.read' ||
        resourceRef !== 'component:default/orders',
    });
    const { status, body } = await plugin.call('get', `${logs}&search=card`);
    expect([status, body.error.message]).toEqual([
      403,
      'You may not see the logs of component:default/orders',
    ]);
    expect(plugin.audited).toEqual([
      {
        eventId: 'logs-read',
        severityLevel: 'medium',
        meta: {
          entityRef: 'component:default/orders',
          environment: 'local',
          following: false,
          searched: true,
        },
        outcome: 'fail',
        error: 'You may not see the logs of component:default/orders',
      },
    ]);
    expect(fake.asked('query_range')).toEqual([]);
  });

  it('that are followed leave one trace for each who does', async () => {
    const { fake, plugin } = await begin();
    fake.streams = lokiWith([[base, 'one']]);
    const { body } = await plugin.call('get', logs);
    const path = `${logs}&after=${body.cursor}`;
    await plugin.call('get', path);
    await plugin.call('get', path);
    expect(plugin.audited).toHaveLength(1);
    await plugin.as('user:default/lee').call('get', path);
    await plugin.call('get', logs);
    expect(
      plugin.audited.map(({ outcome, meta }) => [outcome, meta.following]),
    ).toEqual([
      ['success', false],
      ['success', true],
      ['success', false],
    ]);
  });

  it('of an environment without a Loki are not there', async () => {
    const { plugin } = await begin();
    const { status, body } = await plugin.call(
      'get',
      logs.replace('local', 'eks'),
    );
    expect(status).toBe(404);
    expect(body.error.message).toContain('There are no logs of eks');
  });

  it('fail in words where Loki does, without its address', async () => {
    const { fake, plugin } = await begin();
    fake.intercept = ({ path }, res) => {
      if (!path.includes('query_range')) return false;
      res
        .writeHead(400, { 'content-type': 'text/plain' })
        .end('parse error at http://loki.internal');
      return true;
    };
    const { status, body } = await plugin.call('get', logs);
    expect(status).toBe(400);
    expect(body.error.message).toBe('local: refused the request (400)');
  });

  it('ask as the tenant of Loki that is configured', async () => {
    const fake = await upstreams();
    const plugin = await start({
      fake,
      entities: [component('orders')],
      scopes: ownScopes,
      config: {
        loki: [
          { name: 'local', url: fake.url('loki/local'), tenant: 'team-a' },
        ],
      },
    });
    await plugin.call('get', logs);
    expect(fake.asked('query_range')[0].headers['x-scope-orgid']).toBe(
      'team-a',
    );
  });
});
