import { ConfigReader } from '@backstage/config';
import { readConfig } from './readConfig';

const read = (grafana: object) => readConfig(new ConfigReader({ grafana }));
const url = 'http://prometheus.monitoring.svc:9090';

describe('the configuration', () => {
  it('may be that of the community plugin', () => {
    const { grafanas, warnings } = read({
      domain: 'https://grafana.example.com/',
      unifiedAlerting: true,
      proxyPath: '/grafana/api',
      grafanaDashboardSearchLimit: 500,
    });
    expect(grafanas).toEqual([
      {
        name: 'default',
        environment: 'default',
        url: 'https://grafana.example.com',
        publicUrl: 'https://grafana.example.com',
        signIn: { type: 'none' },
        caFile: undefined,
        unifiedAlerting: true,
        datasources: { prometheus: 'prometheus', loki: 'loki' },
      },
    ]);
    expect(warnings).toEqual([
      expect.stringContaining('grafana.proxyPath has no effect'),
      expect.stringContaining('grafana.grafanaDashboardSearchLimit'),
    ]);
  });

  it('may have several of each, and none at all', () => {
    const { grafanas, prometheuses, lokis } = read({
      hosts: [
        { id: 'eu', domain: 'https://eu.example.com', token: 't' },
        {
          id: 'us',
          url: 'http://grafana.grafana.svc:3000',
          environment: 'prod',
          tokenFile: '/x',
        },
      ],
      prometheus: [{ name: 'eu', url, externalLabels: { domain: 'a' } }],
      loki: [{ name: 'eu', url, tenant: 'a', labels: { workload: 'app' } }],
    });
    expect(
      grafanas.map(({ name, environment, publicUrl, signIn }) => [
        name,
        environment,
        publicUrl,
        signIn.type,
      ]),
    ).toEqual([
      ['eu', 'eu', 'https://eu.example.com', 'token'],
      // Nobody outside of the cluster gets there.
      ['us', 'prod', undefined, 'file'],
    ]);
    expect(prometheuses[0].publicUrl).toBeUndefined();
    expect(prometheuses[0].externalLabels).toEqual({ domain: 'a' });
    expect(lokis[0]).toMatchObject({
      tenant: 'a',
      labels: { namespace: 'namespace', workload: 'app' },
    });
    expect(readConfig(new ConfigReader({}))).toMatchObject({
      grafanas: [],
      prometheuses: [],
      lokis: [],
    });
    expect(read({ hosts: [] }).grafanas).toEqual([]);
  });

  it.each([
    [{ hosts: [{ id: 'a b', domain: 'https://x' }] }, 'grafana.hosts[0].id'],
    [{ hosts: [{ id: 'a' }] }, 'grafana.hosts[0] has no address'],
    [
      { prometheus: [{ name: 'a', url, externalLabels: { 'a-b': 'c' } }] },
      'a name in grafana.prometheus[0].externalLabels',
    ],
    [
      { domain: 'https://x', hosts: [{ id: 'a', domain: 'https://y' }] },
      'are both set',
    ],
    [{ domain: 'data:text/html,x' }, 'grafana.domain is no address'],
    [{ domain: 'https://u:p@x' }, 'holds a user or password'],
    [{ domain: 'https://x/?a=b' }, 'holds a query'],
    [
      {
        hosts: [
          { id: 'a', domain: 'https://x' },
          { id: 'a', domain: 'https://y' },
        ],
      },
      "grafana.hosts has 'a' twice",
    ],
    [
      {
        prometheus: [
          { name: 'a', url, environment: 'eu' },
          { name: 'b', url, environment: 'eu' },
        ],
      },
      "grafana.prometheus has 'eu' twice",
    ],
    [{ loki: [{ name: 'a', url, tenant: 'a\nb' }] }, 'grafana.loki[0].tenant'],
    [
      { loki: [{ name: 'a', url, labels: { namespace: 'a="b"' } }] },
      'grafana.loki[0].labels.namespace',
    ],
    [
      { prometheus: [{ name: 'a', url, token: 'a', tokenFile: 'b' }] },
      'grafana.prometheus[0] names several ways to sign in',
    ],
    [
      { prometheus: [{ name: 'a', url, tokenHeader: 'X: y' }] },
      'grafana.prometheus[0].tokenHeader',
    ],
    [
      { owners: [{ owner: 'group:', namespace: 'pay' }] },
      'grafana.owners[0].owner',
    ],
    [
      { owners: [{ owner: 'pay', namespace: '.*' }] },
      'grafana.owners[0].namespace',
    ],
    [{ limits: { points: 0 } }, 'grafana.limits.points'],
    [{ limits: { series: 1e9 } }, 'grafana.limits.series'],
    [{ refresh: { alerts: { milliseconds: 1 } } }, 'grafana.refresh.alerts'],
  ])('is refused where it is wrong: %j', (grafana, words) => {
    expect(() => read(grafana)).toThrow(words);
  });
});
