import type { KubeObject } from '../../world';
import type { Remembered } from '../past';
import {
  between,
  Counter,
  type Condition,
  type Weigh,
  type Workload,
} from '../traffic';
import { readQuantity } from './quantity';
import type { Series } from './Series';

/** Seconds of CPU of a request, and of doing nothing for a second. */
const CPU_A_REQUEST = 0.004;
const CPU_IDLE = 0.003;
const BYTES_IN = 700;
const BYTES_OUT = 4_800;
const DEFAULT_LIMIT = 128 * 2 ** 20;

/** What the kubelet measures of a pod's containers; nothing while they do not run. */
export function containerSeries(
  pod: Remembered,
  workload: Workload,
  origin: number,
): Series[] {
  const first = pod.states.entries().find(({ value }) => value)?.value;
  if (!first) return [];
  const seed = `${pod.namespace}/${pod.name}`;
  const node = first.spec.nodeName ?? '';
  const ofPod = {
    job: 'kubelet',
    metrics_path: '/metrics/cadvisor',
    endpoint: 'https-metrics',
    instance: `${node}:10250`,
    node,
    namespace: pod.namespace,
    pod: pod.name,
  };
  const running = (time: number) => isRunning(pod.states.at(time));
  const started = Math.max(origin, startOf(pod) ?? Infinity);
  const each = ({ ready, load, routed }: Condition) =>
    ready > 0 && routed ? load / ready : 0;
  const growing = (
    name: string,
    labels: Record<string, string>,
    amount: number,
    idle: number,
  ): Series => {
    const weigh: Weigh = condition => {
      const share = amount * each(condition);
      return [share, share * 2];
    };
    const counter = new Counter(workload, weigh, started);
    return {
      labels: { __name__: name, ...labels },
      at: time =>
        running(time)
          ? counter.at(time) + (idle * Math.max(0, time - started)) / 1000
          : undefined,
    };
  };
  const containers = first.spec.containers.flatMap((container: any) => {
    const labels = {
      ...ofPod,
      container: container.name,
      image: container.image,
      id: `/kubepods.slice/kubepods-pod${(first.metadata.uid ?? '').replaceAll(
        '-',
        '_',
      )}.slice/${container.name}`,
    };
    const limit =
      readQuantity(
        container.resources?.limits?.memory ??
          container.resources?.requests?.memory,
      ) || DEFAULT_LIMIT;
    const usual = between(0.38, 0.55, `${seed}/memory`);
    const memory = (name: string, factor: number): Series => ({
      labels: { __name__: name, ...labels },
      at(time) {
        const condition = workload.conditions.at(time);
        if (!running(time) || !condition) return undefined;
        const [{ wave }] = workload.streams;
        const busy =
          (each(condition) * wave.rate(time / 1000)) / Math.max(wave.mean, 0.1);
        const share = usual + 0.05 * Math.min(busy, 6);
        return Math.floor(limit * Math.min(0.97, share) * factor);
      },
    });
    return [
      growing(
        'container_cpu_usage_seconds_total',
        labels,
        CPU_A_REQUEST * between(0.7, 1.4, `${seed}/cpu`),
        CPU_IDLE,
      ),
      memory('container_memory_working_set_bytes', 1),
      memory('container_memory_rss', 0.82),
    ];
  });
  return [
    ...containers,
    growing('container_network_receive_bytes_total', ofPod, BYTES_IN, 40),
    growing('container_network_transmit_bytes_total', ofPod, BYTES_OUT, 40),
  ];
}

function isRunning(pod: KubeObject | undefined): boolean {
  return (pod?.status?.containerStatuses ?? []).some(
    ({ state }: any) => state?.running,
  );
}

function startOf({ states }: Remembered): number | undefined {
  return states.entries().find(({ value }) => isRunning(value))?.from;
}
