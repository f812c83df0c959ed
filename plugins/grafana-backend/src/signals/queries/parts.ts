import type { QueryBuilder } from '@idp/plugin-grafana-node';

/** A result whose series is called so. */
export function named(series: string, query: string): string {
  return `label_replace(${query}, "series", "${series}", "", "")`;
}

/** A result whose series are called by the value of a label. */
export function namedBy(label: string, query: string, pattern = '$1'): string {
  return `label_replace(${query}, "series", "${pattern}", "${label}", "(.*)")`;
}

export function all(...queries: string[]): string {
  return queries.join(' or ');
}

/** A numerator that may have no series yet, over a denominator: nothing of something is 0, and of nothing it is nothing. */
export function ratio(part: string, whole: string): string {
  return `(${part} or ${whole} * 0) / ${whole}`;
}

/** The pods of a workload, or of all of a namespace's with the workload as label; each with the value 1. */
export function pods(q: QueryBuilder, by: 'pod' | 'workload' = 'pod'): string {
  const labels = by === 'pod' ? 'namespace, pod' : 'namespace, pod, workload';
  return `max by (${labels}) (${q.select(
    'namespace_workload_pod:kube_pod_owner:relabel',
    by === 'pod' ? { equal: { workload: q.workload } } : {},
  )})`;
}

/** What pods measure, of a workload's pods alone. */
export function ofPods(
  q: QueryBuilder,
  query: string,
  podsOf = pods(q),
): string {
  return `${query} * on (namespace, pod) group_left () ${podsOf}`;
}

const IN_CONTAINERS = { unequal: { container: '', image: '' } };

/** What containers take, and what they asked for. */
export function cpu(q: QueryBuilder, podsOf = pods(q)): string {
  const used = `rate(${q.select(
    'container_cpu_usage_seconds_total',
    IN_CONTAINERS,
  )}[${q.window}])`;
  return use(q, used, 'cpu', podsOf);
}

export function memory(q: QueryBuilder, podsOf = pods(q)): string {
  return use(
    q,
    q.select('container_memory_working_set_bytes', IN_CONTAINERS),
    'memory',
    podsOf,
  );
}

/** By workload of a namespace. */
export function usedBy(q: QueryBuilder, resource: 'cpu' | 'memory'): string {
  const used =
    resource === 'cpu'
      ? `rate(${q.select('container_cpu_usage_seconds_total', IN_CONTAINERS)}[${
          q.window
        }])`
      : q.select('container_memory_working_set_bytes', IN_CONTAINERS);
  return namedBy(
    'workload',
    `sum by (workload) (sum by (namespace, pod) (${used}) * on (namespace, pod) group_left (workload) ${pods(
      q,
      'workload',
    )})`,
  );
}

function use(
  q: QueryBuilder,
  used: string,
  resource: string,
  podsOf: string,
): string {
  const asked = (what: 'requests' | 'limits') =>
    `sum(${ofPods(
      q,
      `max by (namespace, pod, container) (${q.select(
        `kube_pod_container_resource_${what}`,
        { equal: { resource } },
      )})`,
      podsOf,
    )})`;
  return all(
    named('usage', `sum(${ofPods(q, used, podsOf)})`),
    named('request', asked('requests')),
    named('limit', asked('limits')),
  );
}
