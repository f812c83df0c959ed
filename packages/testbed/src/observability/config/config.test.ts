import { alertmanagerConfig } from './alertmanagerConfig';
import { lokiConfig } from './lokiConfig';
import { ruleFile } from './monitoringObjects';
import { podLabels } from './podLabels';

describe('what is made of this repository', () => {
  it('lines have the labels by which the portal asks for them', () => {
    expect(
      podLabels(
        {
          namespace: 'tenant-demo',
          pod: 'hello-1',
          container: 'app',
          labels: {
            'app.kubernetes.io/name': 'hello',
            'app.kubernetes.io/instance': 'demo--hello',
            'platform.idp/workload': 'hello',
            // Whose a line is, is not for a label to say.
            'platform.idp/tenant': 'billing',
            tenant: 'billing',
          },
        },
        'stdout',
      ),
    ).toEqual({
      namespace: 'tenant-demo',
      pod: 'hello-1',
      container: 'app',
      app: 'hello',
      instance: 'demo--hello',
      tenant: 'demo',
      workload: 'hello',
      stream: 'stdout',
    });
  });

  it('a rule keeps all but its times', () => {
    const rule = {
      alert: 'A',
      expr: 'rate(a[5m]) > 5',
      for: '10m',
      labels: { severity: 'warning' },
      annotations: { summary: 'for 10m' },
    };
    expect(
      ruleFile({
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata: { name: 'x', namespace: 'monitoring' },
        spec: { groups: [{ name: 'g', rules: [rule] }] },
      }),
    ).toEqual({
      name: 'monitoring-x.yaml',
      content: {
        groups: [
          {
            name: 'g',
            rules: [{ ...rule, expr: 'rate(a[10000ms]) > 5', for: '20000ms' }],
          },
        ],
      },
    });
  });

  it('alerts go to receivers by name, from no file', () => {
    const config = alertmanagerConfig('http://127.0.0.1:1');
    expect(JSON.stringify(config)).not.toContain('url_file');
    expect(config.receivers).toContainEqual({
      name: 'tenants',
      webhook_configs: [{ url: 'http://127.0.0.1:1/tenants' }],
    });
    expect(config.route.group_wait).toBe('1000ms');
    expect(config.route.routes[0].matchers).toContain('tenant = ""');
  });

  it('Loki has the limits of this repository', () => {
    const config = lokiConfig({ folder: '/x', ports: { http: 1, grpc: 2 } });
    expect(config.limits_config.max_entries_limit_per_query).toBe(5000);
    expect(config.schema_config.configs[0].object_store).toBe('filesystem');
  });
});
