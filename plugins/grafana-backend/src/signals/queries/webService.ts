import type { QueryBuilder, SignalPanelQuery } from '@idp/plugin-grafana-node';
import { all, cpu, memory, named, namedBy, ratio } from './parts';

function requests(
  q: QueryBuilder,
  series: string,
  equal: Record<string, string> = {},
): string {
  return `rate(${q.select(series, {
    equal: { workload: q.workload, ...equal },
  })}[${q.window}])`;
}

const QUANTILES = { p50: 0.5, p95: 0.95, p99: 0.99 };

/** Requests as the gateway sees them, told by route: what people get, whatever the workload says of itself. */
export const webService: readonly SignalPanelQuery[] = [
  {
    id: 'rate',
    unit: 'per-second',
    signal: 'rate',
    query: q =>
      namedBy(
        'envoy_response_code_class',
        `sum by (envoy_response_code_class) (${requests(
          q,
          'envoy_cluster_upstream_rq_xx',
        )})`,
        // eslint-disable-next-line no-template-curly-in-string
        '${1}xx',
      ),
  },
  {
    id: 'errors',
    unit: 'ratio',
    signal: 'errors',
    query: q => {
      const whole = `sum(${requests(q, 'envoy_cluster_upstream_rq_xx')})`;
      const part = (series: string, equal?: Record<string, string>) =>
        ratio(`sum(${requests(q, series, equal)})`, whole);
      return all(
        named(
          '5xx',
          part('envoy_cluster_upstream_rq_xx', {
            envoy_response_code_class: '5',
          }),
        ),
        named('timeout', part('envoy_cluster_upstream_rq_timeout')),
        named('no-connection', part('envoy_cluster_upstream_cx_connect_fail')),
      );
    },
  },
  {
    id: 'duration',
    unit: 'seconds',
    signal: 'duration',
    query: q => {
      const buckets = `sum by (le) (${requests(
        q,
        'envoy_cluster_upstream_rq_time_bucket',
      )})`;
      return all(
        ...Object.entries(QUANTILES).map(([name, quantile]) =>
          // Envoy counts milliseconds.
          named(name, `histogram_quantile(${quantile}, ${buckets}) / 1000`),
        ),
      );
    },
  },
  { id: 'cpu', unit: 'cores', signal: 'saturation', query: q => cpu(q) },
  { id: 'memory', unit: 'bytes', signal: 'saturation', query: q => memory(q) },
];
