import { adviceFor, failureOf } from './failure';
import { ChangesClient } from './ChangesClient';

function clientFor(answer: () => Response) {
  const fetch = jest.fn(async () => answer());
  const client = new ChangesClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });

describe('ChangesClient', () => {
  it('asks only for what narrows the list', async () => {
    const { client, fetch } = clientFor(() => json({ items: [] }));
    await client.listChanges({
      state: 'all',
      entityRef: 'system:default/payments',
      q: '',
      cursor: undefined,
      limit: 30,
    });
    expect(fetch).toHaveBeenCalledWith(
      'http://portal/api/idp-changes/changes?state=all&entityRef=system%3Adefault%2Fpayments&limit=30',
      { method: 'GET' },
    );
  });

  it('lets no id out of its place in the path', async () => {
    const { client, fetch } = clientFor(() => json({}));
    await client.mergeChange('../names?tenant=x');
    expect(fetch).toHaveBeenCalledWith(
      'http://portal/api/idp-changes/changes/..%2Fnames%3Ftenant%3Dx/merge',
      { method: 'POST' },
    );
  });

  it('keeps the code and the files of a refusal', async () => {
    const { client } = clientFor(() =>
      json(
        {
          error: {
            name: 'ForgeError',
            message: 'Main changed the same files.',
            code: 'conflict',
            files: ['a.yaml'],
          },
          response: { statusCode: 409 },
        },
        409,
      ),
    );
    const error = await client.mergeChange('7').catch(caught => caught);
    expect(error.name).toBe('ResponseError');
    expect(failureOf(error)).toEqual({
      message: 'Main changed the same files.',
      status: 409,
      code: 'conflict',
      files: ['a.yaml'],
    });
  });

  it('reads a refusal that is no JSON', async () => {
    const { client } = clientFor(
      () => new Response('<html>Bad gateway</html>', { status: 502 }),
    );
    const error = await client.getForge().catch(caught => caught);
    expect(failureOf(error)).toMatchObject({ status: 502, files: [] });
    expect(adviceFor(failureOf(error))).toBe('wait');
  });
});

describe('adviceFor', () => {
  it.each([
    [{ code: 'conflict', status: 409 }, 'conflict'],
    [{ code: 'protected', status: 502 }, 'protected'],
    [{ code: 'unauthorized', status: 502 }, 'credential'],
    [{ code: 'rate-limited', status: 503 }, 'wait'],
    [{ code: 'not-found', status: 404 }, 'notFound'],
    [{ status: 403 }, 'notAllowed'],
    [{ status: 503 }, 'wait'],
    [{ status: 500 }, 'unknown'],
    [{}, 'offline'],
  ])('of %j is %s', (failure, advice) => {
    expect(adviceFor({ message: '', files: [], ...failure })).toBe(advice);
  });
});
