import type { ServerResponse } from 'node:http';
import { component, sendJson } from '@idp/testing-node';
import { ownScopes, TOKEN } from './__testUtils__/startPlugin';
import { usePlugin } from './__testUtils__/usePlugin';

const orders = '/entities/component/default/orders';
const iso = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
const range = `from=${iso(Date.now() - 3_600_000)}&to=${iso(Date.now())}`;

/** 100 MB that never come to an end unless somebody stops them. */
function huge(res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'application/json' });
  const piece = `"${'x'.repeat(1024 * 1024)}",`;
  let sent = 0;
  const more = () => {
    while (sent < 100 && !res.destroyed) {
      sent += 1;
      if (!res.write(piece)) {
        res.once('drain', more);
        return;
      }
    }
    res.end();
  };
  res.write('[');
  more();
}

const faults: Array<[string, (res: ServerResponse) => void, string | RegExp]> =
  [
    ['a 401', res => sendJson(res, 401, { message: 'no' }), 'refuses'],
    ['a 403', res => sendJson(res, 403, { message: 'no' }), '403'],
    [
      'a 429',
      res =>
        res
          .writeHead(429, {
            'content-type': 'application/json',
            'retry-after': '1',
          })
          .end('{}'),
      // What it asks for is heeded: it is left alone.
      /429|left alone for a moment/,
    ],
    [
      'a 500',
      res => sendJson(res, 500, { message: `for ${TOKEN}` }),
      'failed (500)',
    ],
    ['a 503', res => sendJson(res, 503, {}), 'failed (503)'],
    [
      'a page of HTML',
      res =>
        res
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<!doctype html><title>Sign in</title>'),
      'a page for browsers',
    ],
    [
      'a redirect',
      res =>
        res.writeHead(302, { location: 'https://login.example.com' }).end(),
      'redirects to the host login.example.com',
    ],
    [
      'half an answer',
      res =>
        res
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"status":"succ'),
      'broken or cut short',
    ],
    ['a closed connection', res => res.destroy(), ''],
  ];

describe('an upstream that fails', () => {
  const { start, upstreams } = usePlugin();

  it.each(faults)(
    'with %s: every part is told why, and none fails',
    async (_, fail, words) => {
      const fake = await upstreams();
      fake.intercept = ({ path }, res) => {
        if (!path.includes('/local/')) return false;
        fail(res);
        return true;
      };
      fake.range = ({ query }) => [
        { metric: { series: '2xx' }, values: [[Number(query.start), '1']] },
      ];
      const plugin = await start({
        fake,
        environments: ['local', 'eks'],
        entities: [component('orders')],
        scopes: ownScopes,
      });
      const states = (body: any) =>
        body.sources
          .filter(({ name }: any) => name === 'local')
          .map(({ state, reason }: any) => [state, reason]);
      const dashboards = await plugin.call('get', `${orders}/dashboards`);
      const alerts = await plugin.call('get', `${orders}/alerts`);
      const chart = await plugin.call('get', `${orders}/signals/rate?${range}`);
      for (const { status, body } of [dashboards, alerts, chart]) {
        expect(status).toBe(200);
        for (const [state, reason] of states(body)) {
          expect(state).toBe('unknown');
          expect(reason).toMatch(words);
        }
        expect(states(body)).not.toHaveLength(0);
      }
      expect(chart.body.series).toMatchObject([{ environment: 'eks' }]);
      const logs = await plugin.call('get', `${orders}/logs?environment=local`);
      expect(logs.status).toBeGreaterThanOrEqual(500);
      expect(logs.body.error.message).toContain('local: ');
      for (const text of [
        ...[dashboards, alerts, chart, logs].map(({ text: body }) => body),
        ...plugin.logged,
      ]) {
        expect(text).not.toContain(TOKEN);
        expect(text).not.toContain('127.0.0.1');
      }
    },
  );

  it('with 100 MB: nobody waits for them or holds them', async () => {
    const fake = await upstreams();
    fake.intercept = ({ path }, res) => {
      if (!path.startsWith('/prometheus') && !path.startsWith('/loki')) {
        return false;
      }
      huge(res);
      return true;
    };
    const plugin = await start({
      fake,
      entities: [component('orders')],
      scopes: ownScopes,
    });
    const chart = await plugin.call('get', `${orders}/signals/rate?${range}`);
    expect(chart.body.sources).toMatchObject([
      { state: 'unknown', reason: 'answered with more than 8192 KiB' },
    ]);
    const logs = await plugin.call('get', `${orders}/logs?environment=local`);
    expect([logs.status, logs.body.error.message]).toEqual([
      502,
      'local: answered with more than 8192 KiB',
    ]);
    const alerts = await plugin.call('get', `${orders}/alerts`);
    expect(alerts.body.sources).toContainEqual(
      expect.objectContaining({
        kind: 'prometheus',
        reason: 'answered with more than 65536 KiB',
      }),
    );
  });

  it.each([
    { status: 'error', errorType: 'bad_data', error: 'x' },
    { status: 'success', data: { resultType: 'vector', result: [] } },
    { status: 'success' },
    [],
    null,
    'text',
    7,
  ])('with an answer of another shape says so: %j', async answer => {
    const fake = await upstreams();
    fake.intercept = ({ path }, res) => {
      if (!path.includes('query_range')) return false;
      sendJson(res, 200, answer);
      return true;
    };
    const plugin = await start({
      fake,
      entities: [component('orders')],
      scopes: ownScopes,
    });
    const chart = await plugin.call('get', `${orders}/signals/rate?${range}`);
    expect(chart.body.sources).toMatchObject([
      { state: 'unknown', reason: expect.stringContaining('answered') },
    ]);
    const logs = await plugin.call('get', `${orders}/logs?environment=local`);
    expect(logs.status).toBe(502);
  });
});
