import { ManualClock } from '../../clock';
import { serveRouter } from '../../__testUtils__/serveRouter';
import { ask } from '../../__testUtils__/wire';
import { RuleEngine, readRuleGroup } from '../rules';
import { SeriesStorage } from '../storage';
import { createPrometheusRouter } from './createPrometheusRouter';

const HOUR = 3_600_000;

let clock: ManualClock;
let engine: RuleEngine;
let prometheus: Awaited<ReturnType<typeof serveRouter>>;
let value: number;

beforeEach(async () => {
  clock = new ManualClock('2026-01-01T08:00:00Z');
  value = 1;
  const series = [
    { labels: { __name__: 'up', job: 'self' }, at: () => value },
    {
      labels: { __name__: 'requests_total', job: 'self' },
      at: (time: number) => time / 1000,
    },
  ];
  engine = new RuleEngine(clock, new SeriesStorage(clock, HOUR, () => series));
  prometheus = await serveRouter(
    createPrometheusRouter({ engine, clock, token: 'sandbox' }),
  );
});

afterEach(() => {
  engine.stop();
  prometheus.stop();
});

const now = () => clock.now().getTime() / 1000;
const range = (extra: Record<string, string>) =>
  prometheus.get('/api/v1/query_range', {
    query: '1',
    start: '1',
    end: '2',
    step: '1',
    ...extra,
  });

describe('the API of Prometheus', () => {
  it('gives an instant vector', async () => {
    const { status, type, body } = await prometheus.get('/api/v1/query', {
      query: 'up',
    });
    expect([status, type]).toEqual([200, 'application/json']);
    expect(body).toEqual({
      status: 'success',
      data: {
        resultType: 'vector',
        result: [
          { metric: { __name__: 'up', job: 'self' }, value: [now(), '1'] },
        ],
      },
    });
  });

  it.each([
    ['1', { resultType: 'scalar', result: [expect.any(Number), '1'] }],
    ['"a"', { resultType: 'string', result: [expect.any(Number), 'a'] }],
    [
      '1e-7',
      { resultType: 'scalar', result: [expect.any(Number), '0.0000001'] },
    ],
    [
      '1e22',
      {
        resultType: 'scalar',
        result: [expect.any(Number), '10000000000000000000000'],
      },
    ],
    ['-1/0', { resultType: 'scalar', result: [expect.any(Number), '-Inf'] }],
    ['0/0', { resultType: 'scalar', result: [expect.any(Number), 'NaN'] }],
  ])('writes %s as Prometheus does', async (query, data) => {
    expect(
      (await prometheus.get('/api/v1/query', { query })).body.data,
    ).toEqual(data);
  });

  it('gives what was scraped in a span', async () => {
    const { body } = await prometheus.get('/api/v1/query', {
      query: 'up[30s]',
    });
    expect(body.data).toEqual({
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'up', job: 'self' },
          values: [
            [now() - 15, '1'],
            [now(), '1'],
          ],
        },
      ],
    });
  });

  it('gives a value a step, nothing from before its retention and nothing of the future', async () => {
    const { body } = await prometheus.get('/api/v1/query_range', {
      query: 'rate(requests_total[1m])',
      start: String(now() - 2 * 3600),
      end: String(now() + 3600),
      step: '10m',
    });
    const [{ values }] = body.data.result;
    expect(values[0][0]).toBeGreaterThan(now() - 3601);
    expect(values[values.length - 1][0]).toBeLessThanOrEqual(now());
    expect(
      new Set(values.map(([, one]: any) => Number(one).toFixed(3))),
    ).toEqual(new Set(['1.000']));
  });

  it('takes a form as well as an address', async () => {
    const response = await fetch(`${prometheus.url}/api/v1/query`, {
      method: 'POST',
      headers: { authorization: 'Bearer sandbox' },
      body: new URLSearchParams({ query: 'sum(up)' }),
    });
    expect((await response.json()).data.result[0].value[1]).toBe('1');
  });

  it('names series, labels and values', async () => {
    const { get } = prometheus;
    const match: Array<[string, string]> = [['match[]', 'up']];
    expect((await get('/api/v1/series', match)).body.data).toEqual([
      { __name__: 'up', job: 'self' },
    ]);
    expect((await get('/api/v1/labels')).body.data).toEqual([
      '__name__',
      'job',
    ]);
    expect((await get('/api/v1/label/__name__/values')).body.data).toEqual([
      'requests_total',
      'up',
    ]);
    expect((await get('/api/v1/metadata', { metric: 'up' })).body.data).toEqual(
      {
        up: [{ type: 'gauge', help: '', unit: '' }],
      },
    );
  });

  it('answers nobody without the token', async () => {
    for (const token of [undefined, 'another']) {
      const { status, text } = await ask(`${prometheus.url}/api/v1/alerts`, {
        token,
      });
      expect([status, text]).toEqual([401, 'Unauthorized\n']);
    }
    const { text } = await ask(`${prometheus.url}/-/healthy`);
    expect(text).toBe('Prometheus Server is Healthy.\n');
  });
});

/** Requests and what a real Prometheus 2.42 answered to them. */
describe('what it refuses, it refuses as the real one', () => {
  it.each([
    [
      '/api/v1/query',
      {},
      'invalid parameter "query": 1:1: parse error: no expression found in input',
    ],
    [
      '/api/v1/query',
      { query: 'foo bar' },
      'invalid parameter "query": 1:5: parse error: unexpected identifier "bar"',
    ],
    [
      '/api/v1/query',
      { query: 'nofun(a)' },
      'invalid parameter "query": 1:1: parse error: unknown function with name "nofun"',
    ],
    [
      '/api/v1/query',
      { query: '{a=""}' },
      'invalid parameter "query": 1:1: parse error: vector selector must contain at least one non-empty matcher',
    ],
    [
      '/api/v1/query',
      { query: '1', time: 'x' },
      'invalid parameter "time": Invalid time value for \'time\': cannot parse "x" to a valid timestamp',
    ],
    [
      '/api/v1/query_range',
      { query: '1' },
      'invalid parameter "start": cannot parse "" to a valid timestamp',
    ],
    ['/api/v1/series', {}, 'no match[] parameter provided'],
    ['/api/v1/label/a-b/values', {}, 'invalid label name: "a-b"'],
    [
      '/api/v1/rules',
      { type: 'x' },
      'invalid parameter "type": not supported value "x"',
    ],
  ])('%s %j', async (address, query, error) => {
    const { status, type, body } = await prometheus.get(
      address,
      query as Record<string, string>,
    );
    expect([status, type]).toEqual([400, 'application/json']);
    expect(body).toEqual({ status: 'error', errorType: 'bad_data', error });
  });

  it.each([
    [
      { end: '0' },
      'invalid parameter "end": end timestamp must not be before start time',
    ],
    [
      { step: 'x' },
      'invalid parameter "step": cannot parse "x" to a valid duration',
    ],
    [
      { step: '0' },
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    ],
    [
      { end: '20000' },
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    ],
  ])('a range with %j', async (extra, error) => {
    const { status, body } = await range(extra);
    expect(status).toBe(400);
    expect(body).toEqual({ status: 'error', errorType: 'bad_data', error });
  });

  it.each([
    [
      'up + on () {__name__=~".+"}',
      /^found duplicate series for the match group \{\} on the right hand-side/,
    ],
    ['deriv(up[5m])', /^the sandbox does not evaluate the function deriv$/],
    [
      '-{__name__=~".+"}',
      /^vector cannot contain metrics with the same labelset$/,
    ],
  ])('%s, which does not evaluate', async (query, error) => {
    const { status, body } = await prometheus.get('/api/v1/query', { query });
    expect(status).toBe(422);
    expect(body).toEqual({
      status: 'error',
      errorType: 'execution',
      error: expect.stringMatching(error),
    });
  });

  it('other addresses and methods', async () => {
    const nowhere = await prometheus.get('/api/v1/nope');
    expect([nowhere.status, nowhere.text]).toEqual([
      404,
      '404 page not found\n',
    ]);
    const other = await prometheus.send('DELETE', '/api/v1/query');
    expect([other.status, other.text]).toEqual([405, 'Method Not Allowed\n']);
  });
});

describe('rules', () => {
  beforeEach(() => {
    engine.load(
      [
        readRuleGroup('g', 'rules.yaml', [
          { record: 'a:b', expr: 'sum(up) * 2', labels: { x: 'y' } },
          { record: 'a:c', expr: 'sum by (x) (a:b) + 1' },
          {
            alert: 'Down',
            expr: 'up == 0',
            for: '15s',
            keep_firing_for: '15s',
            labels: { severity: 'critical' },
            annotations: {
              summary:
                '{{ $labels.job }} is {{ $value }} of {{ $externalLabels.domain }}',
            },
          },
          { alert: 'Odd', expr: 'deriv(up[5m]) > 0' },
        ]),
      ],
      { domain: 'example.com' },
    );
    clock.advance(15_000);
  });

  const rules = async (query = {}) =>
    (await prometheus.get('/api/v1/rules', query)).body.data.groups.flatMap(
      (group: any) => group.rules,
    );

  it('record series, of each other, too', async () => {
    const { body } = await prometheus.get('/api/v1/query', {
      query: '{__name__=~"a:."}',
    });
    expect(body.data.result).toEqual([
      { metric: { __name__: 'a:b', x: 'y' }, value: [now(), '2'] },
      { metric: { __name__: 'a:c', x: 'y' }, value: [now(), '3'] },
    ]);
  });

  it('are listed with what they say, and with what they cannot', async () => {
    const { body } = await prometheus.get('/api/v1/rules');
    expect(body.data.groups).toEqual([
      expect.objectContaining({
        name: 'g',
        file: 'rules.yaml',
        interval: 15,
        limit: 0,
      }),
    ]);
    expect(await rules()).toEqual([
      expect.objectContaining({
        name: 'a:b',
        query: 'sum(up) * 2',
        labels: { x: 'y' },
        health: 'ok',
        type: 'recording',
      }),
      expect.objectContaining({ name: 'a:c', type: 'recording' }),
      {
        state: 'inactive',
        name: 'Down',
        query: 'up == 0',
        duration: 15,
        keepFiringFor: 15,
        labels: { severity: 'critical' },
        annotations: expect.any(Object),
        alerts: [],
        health: 'ok',
        evaluationTime: expect.any(Number),
        lastEvaluation: clock.now().toISOString(),
        type: 'alerting',
      },
      expect.objectContaining({
        name: 'Odd',
        health: 'err',
        lastError: 'the sandbox does not evaluate the function deriv',
      }),
    ]);
    expect((await rules({ type: 'record' })).map((r: any) => r.name)).toEqual([
      'a:b',
      'a:c',
    ]);
    expect(
      (await rules({ 'rule_name[]': 'Down' })).map((r: any) => r.name),
    ).toEqual(['Down']);
  });

  it('make alerts that are pending, fire, are kept for a while, and end', async () => {
    const states = async () =>
      (await prometheus.get('/api/v1/alerts')).body.data.alerts.map(
        ({ state }: any) => state,
      );
    value = 0;
    clock.advance(15_000);
    const began = clock.now().toISOString();
    const { body } = await prometheus.get('/api/v1/alerts');
    expect(body.data.alerts).toEqual([
      {
        labels: { alertname: 'Down', job: 'self', severity: 'critical' },
        annotations: { summary: 'self is 0 of example.com' },
        state: 'pending',
        activeAt: began,
        value: '0e+00',
      },
    ]);
    clock.advance(15_000);
    expect(await states()).toEqual(['firing']);
    value = 1;
    clock.advance(15_000);
    // Not true any more, and kept.
    expect(await states()).toEqual(['firing']);
    clock.advance(15_000);
    expect(await states()).toEqual([]);
    const { body: past } = await prometheus.get('/api/v1/query', {
      query: 'count_over_time(ALERTS[5m])',
    });
    expect(
      Object.fromEntries(
        past.data.result.map(({ metric, value: [, count] }: any) => [
          metric.alertstate,
          count,
        ]),
      ),
    ).toEqual({ pending: '1', firing: '2' });
  });
});
