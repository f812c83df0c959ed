import type { KubeObject } from '../../kube/types';
import type { Endpoint } from '../exporter/Scene';
import { workerNamespace } from '../exporter/Scene';
import type { Labels, RelabelRule } from './relabel';
import { shorter } from './timeFactor';
import { domain, valuesOf } from './values';

/** Who is scraped, as the operator would have it found in the cluster. */
export interface Scrape {
  endpoint: Endpoint;
  /** What discovery says of the target. */
  labels: Labels;
  /** Of the monitor, and what the operator enforces. */
  metricRelabelings: RelabelRule[];
  /** Keeps the exporter's own `namespace`, which the kubelet and kube-state-metrics write for others. */
  honorLabels: boolean;
}

/** The scrapes of a workload's signals. */
export function scrapes(podMonitors: KubeObject[]): Scrape[] {
  const envoy = podMonitors.find(
    ({ metadata }) => metadata.name === 'envoy-proxies',
  );
  if (!envoy) throw new Error('There is no PodMonitor envoy-proxies.');
  const [{ port, metricRelabelings }] = envoy.spec.podMetricsEndpoints;
  const [namespace] = envoy.spec.namespaceSelector.matchNames;
  return [
    {
      endpoint: 'envoy',
      labels: {
        job: `${envoy.metadata.namespace}/${envoy.metadata.name}`,
        namespace,
        pod: 'envoy-platform-6c9f-x7x7x',
        container: 'envoy',
        endpoint: port,
      },
      metricRelabelings,
      honorLabels: false,
    },
    {
      endpoint: 'kube-state-metrics',
      labels: {
        job: 'kube-state-metrics',
        namespace: 'monitoring',
        pod: 'kube-prometheus-stack-kube-state-metrics-5d8f-x7x7x',
        service: 'kube-prometheus-stack-kube-state-metrics',
        endpoint: 'http',
      },
      metricRelabelings: [],
      honorLabels: true,
    },
    {
      endpoint: 'cadvisor',
      labels: {
        job: 'kubelet',
        namespace: 'kube-system',
        service: 'kube-prometheus-stack-kubelet',
        endpoint: 'https-metrics',
        metrics_path: '/metrics/cadvisor',
        node: 'node-1',
      },
      metricRelabelings: [],
      honorLabels: true,
    },
    {
      endpoint: 'worker',
      labels: {
        job: `${workerNamespace}/mailer`,
        namespace: workerNamespace,
        pod: 'mailer-5d8f7c9b6d-x7x7x',
        container: 'app',
        endpoint: 'metrics',
      },
      metricRelabelings: enforced(workerNamespace),
      honorLabels: false,
    },
  ];
}

/** What `enforcedNamespaceLabel` adds to each monitor that is not exempt. */
function enforced(namespace: string): RelabelRule[] {
  const { enforcedNamespaceLabel } = spec();
  return [
    {
      sourceLabels: [],
      targetLabel: enforcedNamespaceLabel,
      replacement: namespace,
    },
  ];
}

function spec() {
  return valuesOf('kube-prometheus-stack').prometheus.prometheusSpec;
}

/** What the operator makes of the chart's values, as far as it decides what is measured and what is told of it. */
export function prometheusConfig(options: {
  scrapes: Scrape[];
  exporter: string;
  alertmanager: string;
  ruleFiles: string;
}) {
  const values = spec();
  const interval = shorter(values.scrapeInterval);
  return {
    global: {
      scrape_interval: interval,
      scrape_timeout: interval,
      evaluation_interval: shorter(values.evaluationInterval),
      external_labels: {
        domain: domain(),
        prometheus: 'monitoring/kube-prometheus-stack-prometheus',
        prometheus_replica: 'prometheus-kube-prometheus-stack-prometheus-0',
      },
    },
    rule_files: [options.ruleFiles],
    alerting: {
      alert_relabel_configs: [
        { action: 'labeldrop', regex: 'prometheus_replica' },
        ...values.additionalAlertRelabelConfigs,
      ],
      alertmanagers: [
        {
          api_version: 'v2',
          static_configs: [{ targets: [options.alertmanager] }],
        },
      ],
    },
    scrape_configs: options.scrapes.map(scrape => ({
      job_name: scrape.endpoint,
      metrics_path: `/${scrape.endpoint}`,
      honor_labels: scrape.honorLabels,
      static_configs: [{ targets: [options.exporter], labels: scrape.labels }],
      metric_relabel_configs: scrape.metricRelabelings.map(snakeCase),
      sample_limit: values.sampleLimit,
      label_limit: values.enforcedLabelLimit,
      label_name_length_limit: values.enforcedLabelNameLengthLimit,
      label_value_length_limit: values.enforcedLabelValueLengthLimit,
      target_limit: values.enforcedTargetLimit,
      body_size_limit: values.enforcedBodySizeLimit,
    })),
  };
}

/** How much one question may ask for: flags, in this version. */
export function prometheusLimits(): string[] {
  const { maxConcurrency, maxSamples, timeout } = spec().query;
  return [
    `--query.max-concurrency=${maxConcurrency}`,
    `--query.max-samples=${maxSamples}`,
    `--query.timeout=${timeout}`,
  ];
}

function snakeCase(rule: RelabelRule) {
  return Object.fromEntries(
    Object.entries(rule).map(([key, value]) => [
      key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}
