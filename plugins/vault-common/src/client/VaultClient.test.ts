import { VaultClient } from './VaultClient';

function clientFor(answer: () => Response) {
  const fetch = jest.fn(async (_url: any, _init?: any) => answer());
  const client = new VaultClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

const base = 'http://portal/api/idp-vault';

describe('VaultClient', () => {
  it('names an entity by path, and answers what it was told', async () => {
    const { client, fetch } = clientFor(() => Response.json({ secrets: [] }));
    expect(await client.getEntitySecrets('Component:payments/orders')).toEqual({
      secrets: [],
    });
    expect(fetch.mock.calls[0]).toEqual([
      `${base}/entities/component/payments/orders/secrets`,
      { method: 'GET', headers: {} },
    ]);
  });

  it('repeats filters and leaves out what is not asked', async () => {
    const { client, fetch } = clientFor(() => Response.json({ items: [] }));
    await client.listSecrets({ finding: ['missing', 'unowned'], limit: 20 });
    await client.listSecrets();
    await client.getRotations({ from: '2026-11-01', to: '2026-11-30' });
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      `${base}/secrets?finding=missing&finding=unowned&limit=20`,
      `${base}/secrets`,
      `${base}/rotations?from=2026-11-01&to=2026-11-30`,
    ]);
  });

  it('lets nothing out of its place in the path, and posts with the token of a backend', async () => {
    const { client, fetch } = clientFor(
      () => new Response(null, { status: 204 }),
    );
    await client.refreshDelivery(
      'component:payments/orders',
      { cluster: 'local', namespace: 'tenant-payments', name: '../x?y' },
      { token: 't' },
    );
    expect(fetch.mock.calls[0]).toEqual([
      `${base}/entities/component/payments/orders/deliveries/local/tenant-payments/..%2Fx%3Fy/refresh`,
      { method: 'POST', headers: { Authorization: 'Bearer t' } },
    ]);
  });
});
