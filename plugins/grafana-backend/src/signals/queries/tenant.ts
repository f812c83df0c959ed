import type { QueryBuilder, SignalPanelQuery } from '@idp/plugin-grafana-node';
import { namedBy, usedBy } from './parts';

/** Requests of all workloads of a namespace, each by its name. */
function requests(q: QueryBuilder, equal: Record<string, string> = {}): string {
  return `sum by (workload) (rate(${q.select('envoy_cluster_upstream_rq_xx', {
    equal,
    unequal: { workload: '' },
  })}[${q.window}]))`;
}

export const tenant: readonly SignalPanelQuery[] = [
  {
    id: 'rate',
    unit: 'per-second',
    signal: 'rate',
    query: q => namedBy('workload', requests(q)),
  },
  {
    id: 'errors',
    unit: 'ratio',
    signal: 'errors',
    query: q => {
      const failed = requests(q, { envoy_response_code_class: '5' });
      const whole = requests(q);
      return namedBy('workload', `(${failed} or ${whole} * 0) / ${whole}`);
    },
  },
  {
    id: 'cpu',
    unit: 'cores',
    signal: 'saturation',
    query: q => usedBy(q, 'cpu'),
  },
  {
    id: 'memory',
    unit: 'bytes',
    signal: 'saturation',
    query: q => usedBy(q, 'memory'),
  },
];
