import { ManualClock } from '../clock';
import { deployment } from '../__testUtils__/objects';
import { Environment, nameOf } from '../world';
import { Telemetry } from './Telemetry';
import { Timeline } from './past';
import { Counter, durationAt, shareWithin, type Weigh } from './traffic';
import { Wave } from './traffic/Wave';

const HOUR = 3_600_000;

/** A cluster with one workload, which has been there for some minutes. */
function measured() {
  const clock = new ManualClock('2026-01-01T08:00:00Z');
  const environment = new Environment('local', { clock });
  const telemetry = new Telemetry(clock, environment);
  environment.cluster.write(deployment());
  environment.cluster.write({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'hello', namespace: 'tenant-demo' },
    spec: {},
  });
  clock.advance(5 * 60_000);
  return {
    clock,
    telemetry,
    cluster: environment.cluster,
    workload: telemetry.workloads.get('tenant-demo', 'hello')!,
    now: () => clock.now().getTime(),
    values: (name: string, at: number) =>
      telemetry
        .series()
        .filter(({ labels }) => labels.__name__ === name)
        .flatMap(one => one.at(at) ?? []),
  };
}

describe('a timeline', () => {
  it('knows what was, and since when', () => {
    const line = new Timeline<string>();
    line.set(10, 'a');
    line.set(20, 'b');
    line.set(30, 'b');
    line.set(40, 'c');
    expect([5, 10, 19, 20, 39, 40, 99].map(time => line.at(time))).toEqual([
      undefined,
      'a',
      'a',
      'b',
      'b',
      'c',
      'c',
    ]);
    expect(line.entries()).toHaveLength(3);
  });

  it('forgets what was before when something has always been so', () => {
    const line = new Timeline<string>();
    line.set(10, 'a');
    line.set(-Infinity, 'b');
    expect(line.at(-1e15)).toBe('b');
    expect(line.entries()).toEqual([{ from: -Infinity, value: 'b' }]);
  });
});

describe('a wave', () => {
  it('adds up to its integral, and never stands still', () => {
    const wave = new Wave(5, 'a seed');
    const start = 1_767_254_400;
    let sum = 0;
    let least = Infinity;
    for (let second = 0; second < 86_400; second++) {
      const rate = wave.rate(start + second + 0.5);
      sum += rate;
      least = Math.min(least, rate);
    }
    expect(least).toBeGreaterThan(0);
    expect(wave.total(start + 86_400) - wave.total(start)).toBeCloseTo(sum, 0);
  });
});

describe('durations', () => {
  it('have a median, and a longest', () => {
    const latency = { median: 20, spread: 0.5 };
    expect(shareWithin(latency, 20)).toBeCloseTo(0.5, 5);
    expect(shareWithin(latency, Infinity)).toBe(1);
    expect(shareWithin(latency, 1)).toBeLessThan(0.001);
    expect(durationAt(latency, 0.5)).toBeCloseTo(20, 5);
    expect(durationAt(latency, 0.99)).toBeGreaterThan(50);
  });
});

describe('a counter', () => {
  const requests: Weigh = ({ load }) => [load, load];

  it('is the same at a moment whenever it is asked, and grows with what happens', () => {
    const { clock, telemetry, workload, now } = measured();
    const counter = new Counter(workload, requests, telemetry.origin);
    const early = now() - 6 * HOUR;
    const before = [counter.at(early), counter.at(now())];
    telemetry.begin(workload, { kind: 'load', factor: 10 }, 60_000);
    const began = now();
    clock.advance(120_000);
    expect([counter.at(early), counter.at(began)]).toEqual(before);
    const during = counter.at(began + 60_000) - counter.at(began);
    const after = counter.at(began + 120_000) - counter.at(began + 60_000);
    expect(during / after).toBeGreaterThan(8);
    expect(during / after).toBeLessThan(12);
  });

  it('has counted since before the sandbox began, and not before that', () => {
    const { telemetry, workload } = measured();
    const counter = new Counter(workload, requests, telemetry.origin);
    expect(counter.at(telemetry.origin)).toBe(0);
    expect(counter.at(telemetry.origin + HOUR)).toBeGreaterThan(0);
  });
});

describe('what is measured of pods', () => {
  it('goes back to before the sandbox began for those that were there, and begins with those that come', () => {
    const { clock, cluster, values, now } = measured();
    const pods = (at: number) => values('kube_pod_info', at).length;
    const begin = now();
    expect(pods(begin - 24 * HOUR)).toBe(1);
    cluster.edit(nameOf(deployment()), draft => {
      draft.spec.replicas = 3;
    });
    clock.advance(60_000);
    expect(pods(now())).toBe(3);
    expect(pods(begin - 1000)).toBe(1);
    expect(values('container_memory_working_set_bytes', now())).toHaveLength(3);
  });

  it('ends with them', () => {
    const { clock, cluster, values, now } = measured();
    const before = now() - 1000;
    cluster.remove(nameOf(deployment()));
    clock.advance(60_000);
    expect(values('kube_pod_info', now())).toEqual([]);
    expect(values('container_cpu_usage_seconds_total', now())).toEqual([]);
    expect(values('kube_pod_info', before)).toEqual([1]);
  });

  it('is as large as what they ask for allows', () => {
    const { values, now } = measured();
    for (let hours = 0; hours < 24; hours++) {
      const [memory] = values(
        'container_memory_working_set_bytes',
        now() - hours * HOUR,
      );
      expect(memory).toBeGreaterThan(0);
      expect(memory).toBeLessThan(128 * 2 ** 20);
    }
  });
});
