import { readRuleGroup, type RuleGroup } from '../../prometheus';

/** A rule with what it compares, so that the series that are well can be listed, too. */
export interface GrafanaRule {
  title: string;
  /** What is looked at; a rule fires where it is beyond the threshold. */
  measured: string;
  beyond: string;
  pendingFor: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

const OWNED = 'label_replace({}, "tenant", "$1", "namespace", "tenant-(.+)")';

/** Rules that Grafana evaluates itself. The platform has none; others have all of theirs here. */
export const GRAFANA_RULES: readonly GrafanaRule[] = [
  {
    title: 'Answers are slow',
    measured: OWNED.replace(
      '{}',
      'histogram_quantile(0.95, sum by (namespace, workload, le) (rate(envoy_cluster_upstream_rq_time_bucket{namespace=~"tenant-.+"}[5m])))',
    ),
    beyond: '> 750',
    pendingFor: '2m',
    labels: { severity: 'warning' },
    annotations: {
      summary: '{{ $labels.workload }} takes {{ $value | humanize }} ms',
      description:
        'One of twenty answers takes longer than 750 ms, seen at the gateway over 5 minutes.',
    },
  },
  {
    title: 'Nobody asks any more',
    measured: OWNED.replace(
      '{}',
      'sum by (namespace, workload) (rate(envoy_cluster_upstream_rq_xx{namespace=~"tenant-.+"}[15m]))',
    ),
    beyond: '< 0.01',
    pendingFor: '15m',
    labels: { severity: 'info' },
    annotations: {
      summary: '{{ $labels.workload }} gets no requests',
      description: 'For a quarter of an hour not one request has come.',
    },
  },
];

/** The same rules as a rule engine takes them. */
export const grafanaRuleGroup = (): RuleGroup =>
  readRuleGroup(
    'Requests',
    'Workloads',
    GRAFANA_RULES.map(rule => ({
      alert: rule.title,
      expr: `${rule.measured} ${rule.beyond}`,
      for: rule.pendingFor,
      labels: rule.labels,
      annotations: rule.annotations,
    })),
  );
