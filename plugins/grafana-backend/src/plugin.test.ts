import { component, until } from '@idp/testing-node';
import { ownScopes, TOKEN } from './__testUtils__/startPlugin';
import { usePlugin } from './__testUtils__/usePlugin';

const orders = '/entities/component/default/orders';

describe('the plugin', () => {
  const { start, upstreams } = usePlugin();

  it('shows an entity’s dashboards from memory, its variables filled in', async () => {
    const fake = await upstreams();
    fake.dashboards.set('grafana/local', [
      {
        uid: 'blueprint-web-service',
        title: 'Web service',
        tags: ['workload'],
        type: 'dash-db',
        url: '/d/blueprint-web-service/web-service',
        folderUid: 'f1',
        folderTitle: 'Blueprints',
      },
      { uid: 'own', title: 'Own', tags: ['orders'], url: '/d/own/own' },
      { uid: 'other', title: 'Other', tags: [], url: '/d/other/other' },
    ]);
    const plugin = await start({
      fake,
      entities: [
        component('orders', {
          'grafana/dashboard-selector': "tags @> 'orders'",
          'grafana/overview-dashboard': 'own',
        }),
      ],
      scopes: ownScopes,
    });
    const { body } = await plugin.call('get', `${orders}/dashboards`);
    expect(body).toMatchObject({
      dashboards: [
        {
          instance: 'local',
          environment: 'local',
          uid: 'blueprint-web-service',
          because: 'convention',
          folder: { uid: 'f1', title: 'Blueprints' },
          url: 'https://grafana.local.example.com/d/blueprint-web-service/web-service?var-namespace=tenant-payments&var-workload=orders',
        },
        { uid: 'own', because: 'selector' },
      ],
      overview: { uid: 'own' },
      sources: [{ kind: 'grafana', name: 'local', state: 'live' }],
      problems: [],
    });
    const { length } = fake.calls;
    await plugin.call('get', `${orders}/dashboards`);
    expect(fake.calls).toHaveLength(length);
    expect(body.dashboards[0].updatedAt).toBeUndefined();

    fake.meta.set('own', { meta: { updated: '2026-11-20T10:00:00Z' } });
    await plugin.refresh();
    const later = await plugin.call('get', `${orders}/dashboards`);
    expect(later.body.overview.updatedAt).toBe('2026-11-20T10:00:00.000Z');
    const asked = fake.asked('/api/dashboards/uid/').length;
    await plugin.refresh();
    expect(fake.asked('/api/dashboards/uid/')).toHaveLength(asked);
  });

  it('merges Grafana’s rules, Prometheus’ and Alertmanager’s silences', async () => {
    const fake = await upstreams();
    const labels = {
      alertname: 'Errors',
      namespace: 'tenant-payments',
      workload: 'orders',
      severity: 'warning',
    };
    fake.rules.set('prometheus/local', [
      {
        name: 'workloads',
        file: 'a',
        rules: [
          {
            type: 'alerting',
            name: 'Errors',
            health: 'ok',
            state: 'firing',
            labels: { severity: 'warning' },
            annotations: {
              summary: 'Answers with errors',
              runbook_url: 'https://portal.example.com/docs',
            },
            alerts: [
              {
                labels,
                annotations: { summary: 'orders answers with errors' },
                state: 'firing',
                activeAt: '2026-11-26T05:00:00.123456789Z',
                value: '1.5e-01',
              },
              {
                labels: { ...labels, workload: 'billing' },
                state: 'firing',
                activeAt: '2026-11-26T05:00:00Z',
                value: '1',
              },
            ],
          },
          { type: 'alerting', name: 'Down', health: 'ok', alerts: [] },
        ],
      },
    ]);
    fake.rules.set('grafana/local', [
      {
        name: 'slo',
        rules: [
          {
            name: 'Budget',
            uid: 'abc',
            health: 'ok',
            labels: { namespace: 'tenant-payments', workload: 'orders' },
            alerts: [{ labels, state: 'Normal (NoData)' }],
          },
        ],
      },
    ]);
    const plugin = await start({
      fake,
      entities: [component('orders'), component('billing')],
      scopes: ownScopes,
    });
    const read = () => plugin.call('get', `${orders}/alerts`);
    const { body } = await read();
    expect(body.rules).toMatchObject([
      {
        name: 'Errors',
        state: 'firing',
        severity: 'warning',
        since: '2026-11-26T05:00:00.123Z',
        runbookUrl: 'https://portal.example.com/docs',
        alerts: [
          { labels, value: 0.15, summary: 'orders answers with errors' },
        ],
      },
      {
        name: 'Budget',
        state: 'normal',
        url: 'https://grafana.local.example.com/alerting/grafana/abc/view',
      },
      { name: 'Down', state: 'normal', alerts: [] },
    ]);
    expect(body.counts).toEqual({ firing: 1, normal: 2 });

    const published = plugin.signals.publish.mock.calls.length;
    fake.alerts.set('alertmanager/local', [
      {
        labels: { ...labels, domain: 'example.com' },
        status: { state: 'suppressed', silencedBy: ['s1'], inhibitedBy: [] },
      },
    ]);
    fake.silences.set('alertmanager/local', [
      {
        id: 's1',
        endsAt: '2026-11-27T05:00:00Z',
        createdBy: 'kim',
        comment: 'known',
      },
    ]);
    await plugin.refresh();
    const silenced = await read();
    expect(silenced.body.rules[0].state).toBe('silenced');
    expect(silenced.body.rules[0].alerts[0].silence).toEqual({
      until: '2026-11-27T05:00:00.000Z',
      by: 'kim',
      comment: 'known',
    });
    await until(
      () => plugin.signals.publish.mock.calls.length,
      count => count > published,
    );
    expect(plugin.signals.publish).toHaveBeenLastCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'idp:grafana',
      message: {},
    });
  });

  it('signs in to each, and tells its token to nobody', async () => {
    const fake = await upstreams();
    const plugin = await start({
      fake,
      entities: [component('orders')],
      scopes: ownScopes,
    });
    await plugin.call('get', `${orders}/alerts`);
    expect(
      new Set(fake.calls.map(({ headers }) => headers.authorization)),
    ).toEqual(new Set([`Bearer ${TOKEN}`]));
    expect(plugin.logged.join('\n')).not.toContain(TOKEN);
  });
});
