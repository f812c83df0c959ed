import { ArgoCDClient } from './ArgoCDClient';

function clientFor(answer: () => Response) {
  const fetch = jest.fn(async (_url: any, _init?: any) => answer());
  const client = new ArgoCDClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

const ref = {
  entityRef: 'Component:payments/orders',
  application: { instance: 'local', namespace: 'argocd', name: 'orders' },
};
const base =
  'http://portal/api/idp-argocd/entities/component/payments/orders/applications';

describe('ArgoCDClient', () => {
  it('names an entity and an Application by path, and answers what it was told', async () => {
    const { client, fetch } = clientFor(() =>
      Response.json({ resources: [], readAt: 'x' }),
    );
    expect(await client.getResources(ref)).toEqual({
      resources: [],
      readAt: 'x',
    });
    expect(fetch.mock.calls[0]).toEqual([
      `${base}/local/argocd/orders/resources`,
      { method: 'GET', headers: {} },
    ]);
  });

  it('lets nothing out of its place in the path', async () => {
    const { client, fetch } = clientFor(() => Response.json({}));
    await client.terminate({
      ...ref,
      application: { ...ref.application, name: '../x?y' },
    });
    expect(fetch.mock.calls[0][0]).toBe(
      `${base}/local/argocd/..%2Fx%3Fy/terminate`,
    );
  });

  it('repeats filters and leaves out what is not asked', async () => {
    const { client, fetch } = clientFor(() => Response.json({ items: [] }));
    await client.listApplications({
      q: undefined,
      sync: ['OutOfSync', 'Unknown'],
      limit: 20,
    });
    expect(fetch.mock.calls[0][0]).toBe(
      'http://portal/api/idp-argocd/applications?sync=OutOfSync&sync=Unknown&limit=20',
    );
  });

  it('asks for one object, its group empty', async () => {
    const { client, fetch } = clientFor(() => Response.json({ items: [] }));
    await client.getDiff(ref, { group: '', kind: 'Secret', name: 'a' });
    expect(fetch.mock.calls[0][0]).toBe(
      `${base}/local/argocd/orders/diff?group=&kind=Secret&name=a`,
    );
  });

  it('posts JSON with the token of a backend', async () => {
    const { client, fetch } = clientFor(
      () => new Response(null, { status: 204 }),
    );
    await client.sync(ref, { dryRun: true }, { token: 't' });
    expect(fetch.mock.calls[0][1]).toEqual({
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: 'Bearer t',
      },
      body: '{"dryRun":true}',
    });
  });
});
