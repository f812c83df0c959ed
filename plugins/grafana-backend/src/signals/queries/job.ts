import type { QueryBuilder, SignalPanelQuery } from '@idp/plugin-grafana-node';
import { literal } from '../QueryBuilder';
import { cpu, memory, named } from './parts';

/** Its runs, as kube-state-metrics tells of them: nothing is asked of the job itself. */
function runs(q: QueryBuilder, query: string): string {
  const owner = q.select('kube_job_owner', {
    equal: { owner_kind: 'CronJob', owner_name: q.workload },
  });
  return `${query} * on (namespace, job_name) group_left () max by (namespace, job_name) (${owner})`;
}

const ofCronJob = (q: QueryBuilder, metric: string) =>
  q.select(metric, { equal: { cronjob: q.workload } });

const ofJobs = (q: QueryBuilder, metric: string) =>
  `max by (namespace, job_name) (${q.select(metric)})`;

/** The pods of a run belong to a Job that is named after its CronJob. */
const jobPods = (q: QueryBuilder) =>
  `max by (namespace, pod) (${q.select(
    'namespace_workload_pod:kube_pod_owner:relabel',
    { match: { workload: `${literal(q.workload)}(-[0-9]+)?` } },
  )})`;

export const job: readonly SignalPanelQuery[] = [
  {
    id: 'throughput',
    unit: 'count',
    signal: 'throughput',
    query: q =>
      named(
        'started',
        `sum(changes(${ofCronJob(
          q,
          'kube_cronjob_status_last_schedule_time',
        )}[${q.window}]))`,
      ),
  },
  {
    id: 'failures',
    unit: 'count',
    signal: 'failures',
    query: q =>
      named(
        'failed',
        `sum(${runs(
          q,
          `max by (namespace, job_name) (${q.select('kube_job_failed', {
            equal: { condition: 'true' },
          })})`,
        )})`,
      ),
  },
  {
    id: 'last-success',
    unit: 'seconds-ago',
    signal: 'last-success',
    query: q =>
      named(
        'since-success',
        `time() - max(${ofCronJob(
          q,
          'kube_cronjob_status_last_successful_time',
        )})`,
      ),
  },
  {
    id: 'duration',
    unit: 'seconds',
    signal: 'duration',
    query: q =>
      named(
        'last-run',
        `max(${runs(
          q,
          `(${ofJobs(q, 'kube_job_status_completion_time')} - ${ofJobs(
            q,
            'kube_job_status_start_time',
          )})`,
        )})`,
      ),
  },
  {
    id: 'cpu',
    unit: 'cores',
    signal: 'saturation',
    query: q => cpu(q, jobPods(q)),
  },
  {
    id: 'memory',
    unit: 'bytes',
    signal: 'saturation',
    query: q => memory(q, jobPods(q)),
  },
];
