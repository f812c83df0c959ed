import {
  BUCKETS,
  Counter,
  meanOf,
  shareWithin,
  type Condition,
  type Weigh,
  type Workload,
} from '../traffic';
import type { Series } from './Series';

/** The proxies of the gateway, with the share of requests that each has. */
const PROXIES = [
  ['envoy-gateway-platform-1d8c7f9b5-x6kq2', 0.55],
  ['envoy-gateway-platform-1d8c7f9b5-m9tzl', 0.45],
] as const;
/** Requests that are the client's own fault. */
const CLIENT_ERRORS = 0.015;

type Share = (condition: Condition, stream: number) => number;

/** What the gateway counts of a workload; the labels are those that kubernetes/monitoring gives it. */
export function gatewaySeries(workload: Workload, origin: number): Series[] {
  return PROXIES.flatMap(([pod, part], index) => {
    const labels = {
      job: 'monitoring/envoy-proxies',
      endpoint: 'metrics',
      container: 'envoy',
      instance: `10.42.0.${20 + index}:19001`,
      pod,
      namespace: workload.namespace,
      workload: workload.name,
      envoy_cluster_name: `httproute/${workload.namespace}/${workload.name}/rule/0`,
    };
    const counted = (
      name: string,
      extra: Record<string, string>,
      share: Share,
      unit = 1,
    ): Series => {
      const weigh: Weigh = condition => {
        const requests = condition.routed ? part * condition.load : 0;
        return [
          requests * share(condition, 0) * unit,
          requests * share(condition, 1) * unit,
        ];
      };
      const counter = new Counter(workload, weigh, origin);
      return {
        labels: {
          __name__: `envoy_cluster_upstream_${name}`,
          ...labels,
          ...extra,
        },
        at: time =>
          workload.conditions.at(time)?.routed
            ? Math.floor(counter.at(time))
            : undefined,
      };
    };
    const latency = (condition: Condition, stream: number) => {
      const { median, spread } = workload.streams[stream].latency;
      return { median: median * condition.slowness, spread };
    };
    const answered: Share = ({ ready }) => Number(ready > 0);
    return [
      ...classes().map(([code, share]) =>
        counted('rq_xx', { envoy_response_code_class: code }, share),
      ),
      ...[...BUCKETS, Infinity].map(upper =>
        counted(
          'rq_time_bucket',
          { le: upper === Infinity ? '+Inf' : String(upper) },
          (condition, stream) =>
            answered(condition, stream) *
            shareWithin(latency(condition, stream), upper),
        ),
      ),
      counted('rq_time_count', {}, answered),
      counted(
        'rq_time_sum',
        {},
        (condition, stream) =>
          answered(condition, stream) * meanOf(latency(condition, stream)),
      ),
      counted('rq_timeout', {}, ({ slowness }) => (slowness > 5 ? 0.01 : 0)),
      counted('rq_retry', {}, ({ errors }) => errors * 0.1),
      counted('rq_pending_overflow', {}, () => 0),
      counted('cx_connect_fail', {}, ({ ready }) => (ready === 0 ? 0.2 : 0)),
      open(workload, labels, part),
      ...members(workload, labels),
    ];
  });
}

function classes(): Array<[string, Share]> {
  return [
    ['2', ({ errors }) => (1 - errors) * (1 - CLIENT_ERRORS)],
    ['4', ({ errors }) => (1 - errors) * CLIENT_ERRORS],
    ['5', ({ errors }) => errors],
  ];
}

function open(
  { conditions, streams }: Workload,
  labels: Record<string, string>,
  part: number,
): Series {
  return {
    labels: { __name__: 'envoy_cluster_upstream_cx_active', ...labels },
    at(time) {
      const condition = conditions.at(time);
      if (!condition?.routed) return undefined;
      const rate = streams.reduce(
        (sum, { wave }) => sum + wave.rate(time / 1000),
        0,
      );
      return Math.ceil(
        part * condition.load * rate * (0.5 + 0.1 * condition.slowness),
      );
    },
  };
}

function members(
  { conditions }: Workload,
  labels: Record<string, string>,
): Series[] {
  return ['healthy', 'total'].map(what => ({
    labels: { __name__: `envoy_cluster_membership_${what}`, ...labels },
    at(time) {
      const condition = conditions.at(time);
      return condition?.routed ? condition.ready : undefined;
    },
  }));
}
