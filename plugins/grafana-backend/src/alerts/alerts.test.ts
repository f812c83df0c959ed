import { component } from '@idp/testing-node';
import { ownScopes } from '../__testUtils__/startPlugin';
import { usePlugin } from '../__testUtils__/usePlugin';

const alertsOf = (name: string) => `/entities/component/default/${name}/alerts`;

const firing = (labels: Record<string, string>, rest: object = {}) => ({
  labels: { alertname: 'Errors', ...labels },
  state: 'firing',
  activeAt: '2026-11-26T05:00:00Z',
  value: '1',
  ...rest,
});
const group = (name: string, ...rules: object[]) => ({
  name,
  file: `${name}.yaml`,
  rules: rules.map(rule => ({ type: 'alerting', health: 'ok', ...rule })),
});
const mine = { namespace: 'tenant-payments', workload: 'orders' };
const theirs = { namespace: 'tenant-billing', workload: 'ledger' };

describe('alerts of an entity', () => {
  const { start, upstreams } = usePlugin();

  it('are its own, whatever its annotations and other people’s rules say', async () => {
    const fake = await upstreams();
    fake.rules.set('prometheus/local', [
      group(
        'workloads',
        {
          name: 'Errors',
          alerts: [firing(mine), firing(theirs, { value: '2' })],
        },
        // A rule of another tenant in a group of the same name.
        { name: 'Spoof', labels: { namespace: 'tenant-billing' }, alerts: [] },
      ),
      group('of-billing', {
        name: 'Ledger',
        labels: theirs,
        alerts: [firing({ ...theirs, alertname: 'Ledger' })],
      }),
    ]);
    const plugin = await start({
      fake,
      entities: [
        component('orders', {
          'grafana/alert-label-selector':
            'namespace=tenant-billing,workload=ledger,alertname=Errors,alertname=Ledger',
        }),
        component('ledger', {}, 'group:default/billing'),
      ],
      scopes: ownScopes,
    });
    const orders = await plugin.call('get', alertsOf('orders'));
    expect(
      orders.body.rules.map(({ name, alerts }: any) => [
        name,
        alerts.map(({ labels }: any) => labels.workload),
      ]),
    ).toEqual([['Errors', ['orders']]]);
    expect(JSON.stringify(orders.body)).not.toContain('billing');
    const ledger = await plugin.call('get', alertsOf('ledger'));
    expect(ledger.body.rules.map(({ name }: any) => name)).toEqual([
      'Errors',
      'Ledger',
      'Spoof',
    ]);
  });

  it('are found by labels where no module knows whose they are; of none that is another owner’s', async () => {
    const fake = await upstreams();
    fake.rules.set('grafana/local', [
      group(
        'slo',
        { name: 'Budget', uid: 'b', labels: { service: 'orders' }, alerts: [] },
        {
          name: 'Latency',
          uid: 'l',
          alerts: [
            {
              labels: { service: 'orders' },
              state: 'Alerting',
              activeAt: '2026-11-26T05:00:00Z',
            },
            { labels: { service: 'other' }, state: 'Alerting' },
            { labels: { service: 'orders' }, state: 'NoData' },
            { labels: { service: 'orders' }, state: 'Normal' },
          ],
        },
        {
          name: 'Elsewhere',
          labels: { service: 'orders', namespace: 'billing' },
          alerts: [],
        },
        {
          name: 'Broken',
          health: 'error',
          lastError: 'no such table',
          labels: { service: 'orders' },
        },
      ),
    ]);
    const plugin = await start({
      fake,
      entities: [
        component('orders', {
          'grafana/alert-label-selector': 'team=nobody, service=orders',
        }),
      ],
      config: { owners: [{ owner: 'billing', namespace: 'billing' }] },
    });
    const { body } = await plugin.call('get', alertsOf('orders'));
    expect(
      body.rules.map(({ name, state, error, alerts }: any) => [
        name,
        state,
        error,
        alerts.map((alert: any) => alert.state),
      ]),
    ).toEqual([
      ['Latency', 'firing', undefined, ['firing', 'no-data']],
      ['Broken', 'error', 'no such table', []],
      ['Budget', 'normal', undefined, []],
    ]);
    expect(body.counts).toEqual({ firing: 1, error: 1, normal: 1 });
  });

  it('with HTML, addresses and mixed types in them are text, or left out', async () => {
    const fake = await upstreams();
    const html = '<img src=x onerror=alert(1)>';
    fake.rules.set('prometheus/local', [
      null,
      { name: 5, rules: 'x' },
      group(
        'workloads',
        null as any,
        { name: '' },
        { name: 'Recorded', type: 'recording', labels: mine },
        {
          name: html,
          labels: { severity: html, __private__: 'x' },
          annotations: {
            runbook_url: 'data:text/html,<script>',
            description: { a: 1 },
          },
          alerts: [
            null,
            { state: 'Strange', labels: mine },
            firing(
              { ...mine, note: html, number: 7 as any },
              {
                value: 'NaN',
                activeAt: '0001-01-01T00:00:00Z',
                // eslint-disable-next-line no-script-url -- what must not become a link
                annotations: { summary: html, runbook_url: 'javascript:x' },
              },
            ),
          ],
        },
        {
          name: 'Watchdog',
          labels: { severity: 'none' },
          alerts: [firing(mine)],
        },
      ),
    ] as any);
    const plugin = await start({
      fake,
      entities: [component('orders')],
      scopes: ownScopes,
    });
    const { body, headers } = await plugin.call('get', alertsOf('orders'));
    expect(headers['content-type']).toContain('application/json');
    expect(body.rules).toMatchObject([
      {
        name: html,
        severity: html,
        summary: html,
        alerts: [
          {
            labels: { alertname: 'Errors', ...mine, note: html },
            summary: html,
          },
        ],
      },
    ]);
    const [rule] = body.rules;
    expect(rule).not.toHaveProperty('runbookUrl');
    expect(rule).not.toHaveProperty('description');
    expect(rule.labels).toEqual({ severity: html });
    expect(rule.alerts[0]).not.toHaveProperty('value');
    expect(rule.alerts[0]).not.toHaveProperty('since');
  });

  it('are the worst first, at most so many', async () => {
    const fake = await upstreams();
    fake.rules.set('prometheus/local', [
      group('workloads', {
        name: 'Many',
        alerts: Array.from({ length: 80 }, (_, at) =>
          firing(
            { ...mine, pod: `p${at}` },
            { state: at === 79 ? 'firing' : 'pending' },
          ),
        ),
      }),
      group(
        'own',
        ...Array.from({ length: 600 }, (_, at) => ({
          name: `R${at}`,
          labels: mine,
        })),
      ),
    ]);
    const plugin = await start({
      fake,
      entities: [component('orders')],
      scopes: ownScopes,
    });
    const { body } = await plugin.call('get', alertsOf('orders'));
    expect(body.rules).toHaveLength(500);
    expect(body.moreRules).toBe(101);
    expect(body.counts).toEqual({ firing: 1, normal: 600 });
    expect(body.rules[0]).toMatchObject({ name: 'Many', moreAlerts: 30 });
    expect(body.rules[0].alerts[0].labels.pod).toBe('p79');
  });

  it('say in their own words what is the case, and a rule without one in none that are a template', async () => {
    const fake = await upstreams();
    const rule = {
      annotations: {
        summary: '{{ $labels.workload }} fails',
        description: 'x',
      },
    };
    fake.rules.set('prometheus/local', [
      group(
        'workloads',
        { name: 'Quiet', ...rule },
        {
          name: 'Loud',
          ...rule,
          alerts: [firing(mine, { annotations: { summary: 'orders fails' } })],
        },
      ),
    ]);
    const plugin = await start({
      fake,
      entities: [component('orders')],
      scopes: ownScopes,
    });
    const { body } = await plugin.call('get', alertsOf('orders'));
    expect(body.rules.map(({ name, summary }: any) => [name, summary])).toEqual(
      [
        ['Loud', 'orders fails'],
        ['Quiet', undefined],
      ],
    );
  });
});

describe('alerts of many entities', () => {
  const { start, upstreams } = usePlugin();

  const withRules = async () => {
    const fake = await upstreams();
    fake.rules.set('prometheus/local', [
      group('workloads', {
        name: 'Errors',
        alerts: [firing(mine), firing(theirs)],
      }),
      group(
        'own',
        { name: 'Quiet', labels: mine },
        ...[1, 2, 3].map(at => ({
          name: `Pending${at}`,
          labels: mine,
          alerts: [firing({ ...mine }, { state: 'pending' })],
        })),
      ),
    ]);
    return fake;
  };
  const entities = [
    component('orders'),
    component('ledger', {}, 'group:default/billing'),
    component('none', {}, 'group:default/other'),
  ];

  it('are counted for a list in one question, of those that the person may see', async () => {
    const fake = await withRules();
    const plugin = await start({
      fake,
      entities,
      scopes: { ...ownScopes, scopeOf: () => undefined },
      conditional: true,
      decide: ({ resourceRef }) => resourceRef !== 'component:default/ledger',
    });
    const { body } = await plugin.call('post', '/summaries').send({
      entityRefs: ['orders', 'ledger', 'none', 'absent'].map(
        name => `component:default/${name}`,
      ),
    });
    expect(body.items).toEqual({
      'component:default/orders': {
        state: 'firing',
        counts: { firing: 1, pending: 3, normal: 1 },
      },
    });
    expect(body.sources.map(({ kind }: any) => kind)).toEqual([
      'grafana',
      'prometheus',
      'alertmanager',
    ]);
    expect(
      (await plugin.call('post', '/summaries').send({ entityRefs: ['::'] }))
        .status,
    ).toBe(400);
  });

  it('are listed page by page, the worst first', async () => {
    const fake = await withRules();
    const plugin = await start({ fake, entities, scopes: ownScopes });
    const first = await plugin.call('get', '/alerts?limit=3');
    expect(
      first.body.items.map(({ rule, entityRef }: any) => [
        rule.name,
        entityRef,
      ]),
    ).toEqual([
      ['Errors', 'component:default/ledger'],
      ['Errors', 'component:default/orders'],
      ['Pending1', 'component:default/orders'],
    ]);
    expect(first.body.counts).toEqual({ firing: 2, pending: 3, normal: 1 });
    const next = await plugin.call(
      'get',
      `/alerts?limit=3&cursor=${first.body.nextCursor}`,
    );
    expect(next.body.items.map(({ rule }: any) => rule.name)).toEqual([
      'Pending2',
      'Pending3',
    ]);
    expect(next.body).not.toHaveProperty('nextCursor');
    const normal = await plugin.call('get', '/alerts?state=normal');
    expect(normal.body.items.map(({ rule }: any) => rule.name)).toEqual([
      'Quiet',
    ]);
    expect(
      (await plugin.call('get', '/alerts?environment=eks')).body.items,
    ).toEqual([]);
    for (const cursor of ['x', 'WzFd', 'bnVsbA']) {
      expect(
        (await plugin.call('get', `/alerts?cursor=${cursor}`)).status,
      ).toBe(400);
    }
  });

  it('are listed of permitted entities alone, the counts too', async () => {
    const fake = await withRules();
    const plugin = await start({
      fake,
      entities,
      scopes: ownScopes,
      conditional: true,
      decide: ({ resourceRef }) => resourceRef === 'component:default/ledger',
    });
    const { body } = await plugin.call('get', '/alerts');
    expect(body.counts).toEqual({ firing: 1 });
    expect(body.items).toMatchObject([
      { entityRef: 'component:default/ledger' },
    ]);
    expect(JSON.stringify(body)).not.toContain('orders');
  });

  it('are refused to whom the policy denies all', async () => {
    const fake = await withRules();
    const plugin = await start({
      fake,
      entities,
      scopes: ownScopes,
      decide: ({ permission }) => permission.name !== 'idp.grafana.read',
    });
    expect((await plugin.call('get', '/alerts')).status).toBe(403);
    expect((await plugin.call('get', alertsOf('orders'))).status).toBe(403);
    expect(
      (
        await plugin.call(
          'get',
          alertsOf('orders').replace('alerts', 'dashboards'),
        )
      ).status,
    ).toBe(403);
    expect(
      (
        await plugin
          .call('post', '/summaries')
          .send({ entityRefs: ['component:default/orders'] })
      ).body.items,
    ).toEqual({});
    expect((await plugin.call('get', alertsOf('absent'))).status).toBe(404);
  });

  it('that no module knows the owner of are listed of who claims them', async () => {
    const fake = await upstreams();
    fake.rules.set('prometheus/local', [
      group(
        'slo',
        { name: 'Budget', labels: { service: 'orders' } },
        {
          name: 'Latency',
          alerts: [firing({ service: 'orders' }), firing({ service: 'x' })],
        },
        { name: 'Nobody', labels: { service: 'y' } },
      ),
    ]);
    const claim = { 'grafana/alert-label-selector': 'service=orders' };
    const plugin = await start({
      fake,
      entities: [component('orders', claim), component('none')],
    });
    const { body } = await plugin.call(
      'get',
      '/alerts?state=firing&state=normal',
    );
    expect(
      body.items.map(({ rule, entityRef }: any) => [rule.name, entityRef]),
    ).toEqual([
      ['Latency', 'component:default/orders'],
      ['Budget', 'component:default/orders'],
    ]);
    expect(body.counts).toEqual({ firing: 1, normal: 1 });
  });
});
