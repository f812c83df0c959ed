import { observe } from '../../__testUtils__/observe';
import { ask } from '../../__testUtils__/wire';

const HELLO = '{namespace="tenant-demo",workload="hello"}';

let sandbox: Awaited<ReturnType<typeof observe>>;

// One world for all: nothing here changes it.
beforeAll(async () => {
  sandbox = await observe();
});

afterAll(() => sandbox.stop());

const range = (query: Record<string, string>) =>
  sandbox.get('/loki/loki/api/v1/query_range', query);
const seconds = () => Math.floor(sandbox.clock.now().getTime() / 1000);
const values = (body: any): Array<[string, string]> =>
  body.data.result.flatMap((stream: any) => stream.values);

describe('lines', () => {
  it('come by stream, the newest first, as many as asked for', async () => {
    const { status, type, body } = await range({ query: HELLO, limit: '20' });
    expect([status, type]).toEqual([200, 'application/json; charset=UTF-8']);
    expect(body).toMatchObject({
      status: 'success',
      data: { resultType: 'streams' },
    });
    expect(values(body)).toHaveLength(20);
    for (const { stream, values: lines } of body.data.result) {
      expect(stream).toMatchObject({
        namespace: 'tenant-demo',
        pod: expect.stringMatching(/^hello-/),
        container: 'app',
        app: 'hello',
        instance: 'demo--hello',
        tenant: 'demo',
        workload: 'hello',
        stream: expect.stringMatching(/^std(out|err)$/),
        detected_level: expect.any(String),
      });
      const times = lines.map(([time]: [string]) => BigInt(time));
      expect(times).toEqual([...times].sort((a, b) => (a > b ? -1 : 1)));
    }
  });

  it('are the same whenever one asks, in both directions, with the start and without the end', async () => {
    const span = {
      query: HELLO,
      start: `${seconds() - 600}000000000`,
      end: `${seconds() - 570}000000000`,
      limit: '1000',
    };
    const backward = values((await range(span)).body);
    const forward = values(
      (await range({ ...span, direction: 'forward' })).body,
    );
    expect(backward.length).toBeGreaterThan(5);
    expect(new Set(forward.map(String))).toEqual(new Set(backward.map(String)));
    const [first] = [...forward].sort(([a], [b]) => (a < b ? -1 : 1));
    const from = await range({ ...span, start: first[0] });
    expect(values(from.body)).toHaveLength(forward.length);
    const until = await range({ ...span, end: first[0] });
    expect(values(until.body)).toEqual([]);
  });

  it('are none of the future, of another namespace, or of more than a day before', async () => {
    const none = await Promise.all([
      range({ query: '{namespace="tenant-other"}' }),
      range({
        query: HELLO,
        start: String(seconds() + 1),
        end: String(seconds() + 60),
      }),
      range({
        query: HELLO,
        start: String(seconds() - 200_000),
        end: String(seconds() - 190_000),
      }),
    ]);
    expect(none.map(({ body }) => body.data.result)).toEqual([[], [], []]);
  });

  it('are counted, and agree with what the gateway measured', async () => {
    const { body } = await range({
      query: `sum(count_over_time(${HELLO} != "kube-probe" |= "HTTP/1.1\\" " [10m]))`,
      start: String(seconds() - 600),
      end: String(seconds()),
      step: '600',
    });
    expect(body.data.resultType).toBe('matrix');
    const [{ metric, values: points }] = body.data.result;
    expect(metric).toEqual({});
    const lines = Number(points[points.length - 1][1]);
    const requests = (await sandbox.query(
      `sum(increase(envoy_cluster_upstream_rq_xx{workload="hello"}[10m]))`,
    )) as number;
    expect(lines / requests).toBeGreaterThan(0.9);
    expect(lines / requests).toBeLessThan(1.1);
  });

  it('are counted at one moment, by label', async () => {
    const { body } = await sandbox.get('/loki/loki/api/v1/query', {
      query: `sum by (stream) (rate(${HELLO}[5m]))`,
    });
    expect(body.data).toMatchObject({
      resultType: 'vector',
      result: expect.arrayContaining([
        {
          metric: { stream: 'stdout' },
          value: [seconds(), expect.stringMatching(/^\d/)],
        },
      ]),
    });
  });

  it('are found by a form as well', async () => {
    const response = await fetch(
      `${sandbox.url}/loki/loki/api/v1/query_range`,
      {
        method: 'POST',
        headers: { authorization: 'Bearer sandbox' },
        body: new URLSearchParams({ query: HELLO, limit: '3' }),
      },
    );
    expect(values(await response.json())).toHaveLength(3);
  });
});

describe('labels', () => {
  it('are named, with their values, and by stream', async () => {
    const { get } = sandbox;
    expect((await get('/loki/loki/api/v1/labels')).body).toEqual({
      status: 'success',
      data: [
        'app',
        'container',
        'instance',
        'namespace',
        'pod',
        'stream',
        'tenant',
        'workload',
      ],
    });
    expect(
      (await get('/loki/loki/api/v1/label/stream/values')).body.data,
    ).toEqual(['stderr', 'stdout']);
    expect(
      (
        await get('/loki/loki/api/v1/series', {
          'match[]': '{stream="stdout"}',
        })
      ).body.data,
    ).toHaveLength(1);
  });
});

describe('what is refused, as text', () => {
  it.each([
    [{ query: '{a=' }, /^parse error at line 1, col 4/],
    [
      { query: HELLO, limit: '5001' },
      /^max entries limit per query exceeded, limit > max_entries_limit_per_query \(5001 > 5000\)$/,
    ],
    [{ query: HELLO, limit: '0' }, /^limit must be a positive value$/],
    [{ query: HELLO, limit: 'x' }, /^strconv.Atoi/],
    [{ query: HELLO, direction: 'sideways' }, /^invalid direction 'sideways'$/],
    [
      { query: HELLO, start: '2', end: '1' },
      /^end timestamp must not be before or equal to start time$/,
    ],
    [
      { query: HELLO, start: '1', end: '315360001' },
      /^the query time range exceeds the limit \(query length: 87600h/,
    ],
    [{ query: HELLO, start: 'soon' }, /^could not parse 'start' parameter/],
    [
      { query: `rate(${HELLO}[5m])`, step: '0' },
      /^zero or negative query resolution/,
    ],
    [
      { query: `rate(${HELLO}[5m])`, start: '1', end: '100000', step: '1' },
      /^exceeded maximum resolution/,
    ],
  ])('%j', async (query, message) => {
    const { status, type, text } = await range(query as Record<string, string>);
    expect([status, type]).toEqual([400, 'text/plain; charset=utf-8']);
    expect(text).toMatch(message);
  });

  it('lines of one moment, other addresses, and whoever has no token', async () => {
    const { get, url } = sandbox;
    const moment = await get('/loki/loki/api/v1/query', { query: HELLO });
    expect(moment.text).toMatch(/not supported as an instant query/);
    expect((await get('/loki/loki/api/v1/nope')).status).toBe(404);
    const stranger = await ask(`${url}/loki/loki/api/v1/labels`);
    expect([stranger.status, stranger.text]).toEqual([401, 'Unauthorized\n']);
    expect((await ask(`${url}/loki/ready`)).text).toBe('ready\n');
  });
});
