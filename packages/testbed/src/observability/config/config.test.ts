import { alertmanagerConfig } from './alertmanagerConfig';
import { lokiConfig } from './lokiConfig';
import { ruleFile } from './monitoringObjects';
import { podLabels } from './podLabels';
import { prometheusConfig, scrapes } from './prometheusConfig';

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

describe('the configuration of Prometheus', () => {
  const [envoy, ...others] = scrapes([
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: 'envoy-proxies', namespace: 'monitoring' },
      spec: {
        namespaceSelector: { matchNames: ['envoy-gateway-system'] },
        podMetricsEndpoints: [
          {
            port: 'metrics',
            metricRelabelings: [
              { sourceLabels: ['a'], targetLabel: 'b', replacement: '$1' },
            ],
          },
        ],
      },
    },
  ]);
  const config = prometheusConfig({
    scrapes: [envoy, ...others],
    exporter: '127.0.0.1:1',
    alertmanager: '127.0.0.1:2',
    ruleFiles: '/rules/*.yaml',
  });

  it('says of the gateway what the monitor says', () => {
    expect(config.scrape_configs[0]).toMatchObject({
      honor_labels: false,
      static_configs: [
        { labels: { job: 'monitoring/envoy-proxies', endpoint: 'metrics' } },
      ],
      metric_relabel_configs: [
        { source_labels: ['a'], target_label: 'b', replacement: '$1' },
      ],
    });
  });

  it('keeps what a tenant brings in the tenant’s namespace', () => {
    const worker = config.scrape_configs.find(
      ({ job_name: name }) => name === 'worker',
    );
    expect(worker?.metric_relabel_configs).toContainEqual({
      source_labels: [],
      target_label: 'namespace',
      replacement: 'tenant-payments',
    });
  });

  it('scrapes as often as the factor says, and tells alerts whose they are', () => {
    expect(config.global.scrape_interval).toBe('1000ms');
    expect(config.alerting.alert_relabel_configs).toContainEqual(
      expect.objectContaining({ target_label: 'tenant' }),
    );
  });
});
