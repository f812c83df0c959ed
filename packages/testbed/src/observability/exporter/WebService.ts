import { Counter } from './Counter';
import type { Sample } from './samples';

/** Which share of requests takes at most so many milliseconds. */
const BUCKETS: Array<[number, number]> = [
  [1, 0.02],
  [5, 0.2],
  [10, 0.5],
  [25, 0.8],
  [50, 0.92],
  [100, 0.96],
  [250, 0.985],
  [500, 0.995],
  [1_000, 1],
  [Infinity, 1],
];
const MEAN_MS = 19;

/** What the gateway counts of one route, in Envoy's own words: who it belongs to stands in the name of the cluster alone. */
export class WebService {
  private readonly answered: Counter;
  private readonly failed: Counter;

  constructor(
    readonly namespace: string,
    readonly name: string,
    private readonly options: { from: number; perSecond: number },
  ) {
    const { from, perSecond } = options;
    this.answered = new Counter(from, perSecond);
    this.failed = new Counter(from, 0);
  }

  /** From a moment on, this share of requests is answered with an error. */
  fail(at: number, share: number): void {
    const { perSecond } = this.options;
    this.answered.change(at, perSecond * (1 - share));
    this.failed.change(at, perSecond * share);
  }

  samples(at: number): Sample[] {
    const labels = {
      envoy_cluster_name: `httproute/${this.namespace}/${this.name}/rule/0`,
    };
    const answered = this.answered.total(at);
    const failed = this.failed.total(at);
    const all = answered + failed;
    const sample = (name: string, value: number, more = {}): Sample => ({
      name: `envoy_cluster_${name}`,
      labels: { ...labels, ...more },
      value,
    });
    const ofClass = (code: string, value: number) =>
      sample('upstream_rq_xx', value, { envoy_response_code_class: code });
    return [
      ofClass('2', answered * 0.98),
      ofClass('4', answered * 0.02),
      ofClass('5', failed),
      ...BUCKETS.map(([le, share]) =>
        sample('upstream_rq_time_bucket', all * share, {
          le: le === Infinity ? '+Inf' : String(le),
        }),
      ),
      sample('upstream_rq_time_sum', all * MEAN_MS),
      sample('upstream_rq_time_count', all),
      sample('upstream_rq_timeout', all * 0.001),
      sample('upstream_cx_connect_fail', 0),
      sample('membership_healthy', 1),
      // Envoy has thousands more, and nobody keeps them.
      sample('assignment_stale', 0),
    ];
  }
}
