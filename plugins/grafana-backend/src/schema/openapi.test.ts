import path from 'node:path';
import { component, openApi, operationsOf } from '@idp/testing-node';
import { ownScopes } from '../__testUtils__/startPlugin';
import { usePlugin } from '../__testUtils__/usePlugin';
import { createRouter } from '../router/createRouter';

const { operations, paths, problems } = openApi(
  path.join(__dirname, 'openapi.yaml'),
);

const BASE = '/entities/{kind}/{namespace}/{name}';
const orders = '/entities/component/default/orders';
const iso = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
const range = `from=${iso(Date.now() - 3_600_000)}&to=${iso(Date.now())}`;

describe('the OpenAPI document', () => {
  const { start, upstreams } = usePlugin();

  it('names every route, and none that is not there', () => {
    expect(operationsOf(createRouter({} as any))).toEqual(operations);
  });

  it('fits every answer', async () => {
    const fake = await upstreams();
    const labels = { namespace: 'tenant-payments', workload: 'orders' };
    fake.dashboards.set('grafana/local', [
      {
        uid: 'own',
        title: 'Own',
        tags: ['orders'],
        url: '/d/own/own',
        folderUid: 'f',
        folderTitle: 'Folder',
      },
    ]);
    fake.meta.set('own', { meta: { updated: '2026-11-20T10:00:00Z' } });
    fake.rules.set('prometheus/local', [
      {
        name: 'workloads',
        rules: [
          {
            name: 'Errors',
            health: 'err',
            lastError: 'no',
            labels: { severity: 'warning' },
            annotations: {
              summary: 'a',
              description: 'b',
              runbook_url: 'https://example.com',
            },
            alerts: [
              {
                labels: { alertname: 'Errors', ...labels },
                annotations: { summary: 'a', description: 'b' },
                state: 'firing',
                activeAt: '2026-11-26T05:00:00Z',
                value: '1',
              },
            ],
          },
        ],
      },
    ]);
    fake.alerts.set('alertmanager/local', [
      {
        labels: { alertname: 'Errors', ...labels },
        status: { silencedBy: ['s'] },
      },
    ]);
    fake.silences.set('alertmanager/local', [
      { id: 's', endsAt: '2026-11-27T05:00:00Z', createdBy: 'k', comment: 'c' },
    ]);
    fake.range = ({ query }) =>
      Array.from({ length: 60 }, (_, at) => ({
        metric: { series: `s${at}` },
        values: [[Number(query.start), '1']],
      }));
    fake.streams = () => [
      {
        stream: { pod: 'p', container: 'c', workload: 'orders' },
        values: [[String(BigInt(Date.now()) * 1_000_000n), 'x'.repeat(9_000)]],
      },
    ];
    const plugin = await start({
      fake,
      entities: [
        component('orders', {
          'grafana/dashboard-selector': 'orders',
          'grafana/overview-dashboard': 'own',
        }),
      ],
      scopes: ownScopes,
      markers: {
        markersOf: async () => [
          {
            environment: 'local',
            at: new Date(Date.now() - 60_000).toISOString(),
            label: 'a',
            revision: 'b',
            change: { id: '7', title: 'c' },
            by: 'd',
          },
        ],
      },
    });
    await plugin.call('get', `${orders}/dashboards`);
    await plugin.refresh();
    const asked: Array<[string, 'get' | 'post', string, any?]> = [
      [`${BASE}/dashboards`, 'get', `${orders}/dashboards`],
      [`${BASE}/alerts`, 'get', `${orders}/alerts`],
      [`${BASE}/signals`, 'get', `${orders}/signals`],
      [`${BASE}/signals/{panel}`, 'get', `${orders}/signals/rate?${range}`],
      [`${BASE}/markers`, 'get', `${orders}/markers?${range}`],
      [`${BASE}/logs`, 'get', `${orders}/logs?environment=local`],
      ['/alerts', 'get', '/alerts?limit=1'],
      [
        '/summaries',
        'post',
        '/summaries',
        { entityRefs: ['component:default/orders'] },
      ],
      // Refusals
      ['/alerts', 'get', '/alerts?limit=x'],
      [`${BASE}/logs`, 'get', `${orders}/logs?environment=none`],
    ];
    const answers: any[] = [];
    for (const [route, method, url, body] of asked) {
      const answer = await plugin.call(method, url).send(body);
      answers.push(answer.body);
      expect([
        url,
        problems(route, method, answer.status, answer.body),
      ]).toEqual([url, {}]);
    }
    // With something in each, so that what is optional was held against its shape, too.
    expect(answers[0].dashboards[0].updatedAt).toBeDefined();
    expect(answers[1].rules[0].alerts[0].silence.until).toBeDefined();
    expect(answers[3].cut).toEqual({ local: 10 });
    expect(answers[4].markers[0].change).toBeDefined();
    expect(answers[5].lines[0].cut).toBe(true);
    expect(answers[6].items).toHaveLength(1);
    const covered = new Set(
      asked.map(([route, method]) => `${method} ${route}`),
    );
    expect(covered.size).toBe(paths.length);
  });

  it('is strict enough to notice', () => {
    expect(
      problems('/summaries', 'post', 200, {
        items: { a: { state: 'x', counts: {} } },
        sources: [],
      }),
    ).not.toEqual({});
  });
});
