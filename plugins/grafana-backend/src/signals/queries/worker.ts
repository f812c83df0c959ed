import type { QueryBuilder, SignalPanelQuery } from '@idp/plugin-grafana-node';
import { cpu, memory, named, ofPods } from './parts';

/** Messages as OpenTelemetry's conventions count them, told by pod; a worker brings these series itself. */
const PROCESSED = 'messaging_process_duration_seconds_count';

function processed(
  q: QueryBuilder,
  unequal: Record<string, string> = {},
): string {
  return `sum(${ofPods(
    q,
    `rate(${q.select(PROCESSED, { unequal })}[${q.window}])`,
  )})`;
}

export const worker: readonly SignalPanelQuery[] = [
  {
    id: 'throughput',
    unit: 'per-second',
    signal: 'throughput',
    query: q => named('processed', processed(q)),
  },
  {
    id: 'failures',
    unit: 'per-second',
    signal: 'failures',
    query: q => named('failed', processed(q, { error_type: '' })),
  },
  {
    id: 'age',
    unit: 'seconds',
    signal: 'age',
    query: q =>
      named(
        'oldest',
        `max(${ofPods(q, q.select('workload_oldest_item_age_seconds'))})`,
      ),
  },
  { id: 'cpu', unit: 'cores', signal: 'saturation', query: q => cpu(q) },
  { id: 'memory', unit: 'bytes', signal: 'saturation', query: q => memory(q) },
];
