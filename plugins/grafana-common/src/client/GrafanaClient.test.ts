import { GrafanaClient } from './GrafanaClient';

function clientFor(answer: () => Response) {
  const fetch = jest.fn(async (_url: any, _init?: any) => answer());
  const client = new GrafanaClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

const base = 'http://portal/api/idp-grafana';
const orders = 'Component:payments/orders';

describe('GrafanaClient', () => {
  it('names an entity by path, and a panel, and answers what it was told', async () => {
    const { client, fetch } = clientFor(() => Response.json({ series: [] }));
    expect(
      await client.getSignal(orders, {
        panel: 'rate',
        from: '2026-11-26T00:00:00Z',
        to: '2026-11-26T06:00:00Z',
        environment: ['local', 'eks'],
      }),
    ).toEqual({ series: [] });
    expect(fetch.mock.calls[0]).toEqual([
      `${base}/entities/component/payments/orders/signals/rate?from=2026-11-26T00%3A00%3A00Z&to=2026-11-26T06%3A00%3A00Z&environment=local&environment=eks`,
      { method: 'GET', headers: {} },
    ]);
  });

  it('lets nothing out of its place in the address', async () => {
    const { client, fetch } = clientFor(() => Response.json({}));
    await client.getLogs(
      { kind: 'Component', namespace: 'a/b', name: '../c?d' },
      { environment: 'local&x=1', search: '"} | x', level: ['error'] },
    );
    expect(fetch.mock.calls[0][0]).toBe(
      `${base}/entities/component/a%2Fb/..%2Fc%3Fd/logs?environment=local%26x%3D1&search=%22%7D+%7C+x&level=error`,
    );
  });

  it('posts a batch with the token of a backend', async () => {
    const { client, fetch } = clientFor(() => Response.json({ items: {} }));
    await client.getSummaries([orders], { token: 't' });
    expect(fetch.mock.calls[0]).toEqual([
      `${base}/summaries`,
      {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Authorization: 'Bearer t',
        },
        body: JSON.stringify({ entityRefs: [orders] }),
      },
    ]);
  });

  it('leaves out what is not asked', async () => {
    const { client, fetch } = clientFor(() => Response.json({ items: [] }));
    await client.listAlerts({ state: ['firing'], cursor: undefined });
    expect(fetch.mock.calls[0][0]).toBe(`${base}/alerts?state=firing`);
  });
});
