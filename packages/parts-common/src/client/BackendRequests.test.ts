import { BackendRequests } from './BackendRequests';
import { entityPath } from './entityPath';

function requestsTo(answer: () => Response) {
  const fetch = jest.fn(async (_url: any, _init?: any) => answer());
  const requests = new BackendRequests('things', {
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: { fetch },
  });
  return { requests, fetch };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });

const base = 'http://portal/api/things';

describe('a client of a backend', () => {
  it('answers what it was told', async () => {
    const { requests, fetch } = requestsTo(() => json({ a: 1 }));
    expect(await requests.read(['a', 'b'])).toEqual({ a: 1 });
    expect(fetch.mock.calls).toEqual([
      [`${base}/a/b`, { method: 'GET', headers: {} }],
    ]);
  });

  it('lets nothing out of its place in the address', async () => {
    const { requests, fetch } = requestsTo(() => json({}));
    await requests.read(['../x?y', 'a/b', '#'], {
      query: { 'a&b': '"} | x&y=z' },
    });
    expect(fetch.mock.calls[0][0]).toBe(
      `${base}/..%2Fx%3Fy/a%2Fb/%23?a%26b=%22%7D+%7C+x%26y%3Dz`,
    );
  });

  it('repeats lists and leaves out what is not asked', async () => {
    const { requests, fetch } = requestsTo(() => json({}));
    await requests.read(['a'], {
      query: { q: undefined, sync: ['A', 'B'], limit: 20, group: '' },
    });
    await requests.read(['a'], { query: { q: undefined, none: [] } });
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      `${base}/a?sync=A&sync=B&limit=20&group=`,
      `${base}/a`,
    ]);
  });

  it('posts JSON, or nothing, with the token of a backend, and can be stopped', async () => {
    const { requests, fetch } = requestsTo(
      () => new Response(null, { status: 204 }),
    );
    const { signal } = new AbortController();
    await requests.send(['a'], { body: { dryRun: true }, token: 't', signal });
    await requests.send(['a'], { method: 'POST', token: 't' });
    expect(fetch.mock.calls.map(([, init]) => init)).toEqual([
      {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Authorization: 'Bearer t',
        },
        body: '{"dryRun":true}',
        signal,
      },
      { method: 'POST', headers: { Authorization: 'Bearer t' } },
    ]);
  });

  it('fails with the refusal, whether it reads or sends', async () => {
    const { requests } = requestsTo(() =>
      json(
        {
          error: { name: 'NotAllowedError', message: 'You may not.' },
          response: { statusCode: 403 },
        },
        403,
      ),
    );
    for (const refused of [requests.read(['a']), requests.send(['a'])]) {
      await expect(refused).rejects.toMatchObject({
        name: 'ResponseError',
        statusCode: 403,
        body: { error: { message: 'You may not.' } },
      });
    }
  });

  it('finds an entity by its reference, whole or in parts', () => {
    const path = ['entities', 'component', 'payments', 'orders'];
    expect(entityPath('Component:payments/orders')).toEqual(path);
    expect(
      entityPath({ kind: 'Component', namespace: 'payments', name: 'orders' }),
    ).toEqual(path);
    expect(() => entityPath('orders')).toThrow(/orders/);
  });
});
