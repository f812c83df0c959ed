import {
  labelOf,
  workloadOf,
  type Remembered,
  type Telemetry,
} from '../../telemetry';
import { matchesAll, type Matcher } from '../../prometheus';
import type { Line } from './Line';
import { PodLog } from './PodLog';

type Labels = Readonly<Record<string, string>>;

/** The lines of one container's output, with the labels that Alloy gives them. */
export interface LogStream {
  labels: Labels;
  /** Of one second since 1970, oldest first. */
  second(second: number): Line[];
}

/** From before the sandbox began there are lines of so many milliseconds. */
const LOGS_BEFORE = 24 * 3_600_000;

/** The streams of an environment's pods. */
export class LogStreams {
  private readonly known = new WeakMap<
    Remembered,
    { version: number; streams: LogStream[] }
  >();

  private readonly oldest: number;

  constructor(private readonly telemetry: Telemetry) {
    this.oldest = telemetry.clock.now().getTime() - LOGS_BEFORE;
  }

  /** Between which milliseconds there may be lines. */
  bounds(): { from: number; to: number } {
    return { from: this.oldest, to: this.telemetry.clock.now().getTime() };
  }

  select(matchers: readonly Matcher[]): LogStream[] {
    return this.all().filter(({ labels }) => matchesAll(labels, matchers));
  }

  all(): LogStream[] {
    return this.telemetry.past.all('Pod').flatMap(pod => this.of(pod));
  }

  private of(pod: Remembered): LogStream[] {
    const { version } = pod.states;
    const known = this.known.get(pod);
    if (known?.version === version) return known.streams;
    const workload = this.telemetry.workloads.get(
      pod.namespace,
      workloadOf(pod) ?? '',
    );
    const log = workload && PodLog.of(pod, workload);
    const streams = log ? bothOutputs(log, pod) : [];
    this.known.set(pod, { version, streams });
    return streams;
  }
}

function bothOutputs(log: PodLog, pod: Remembered): LogStream[] {
  const { metadata, spec } = log.first;
  const found = metadata.labels ?? {};
  const labels = present({
    namespace: pod.namespace,
    pod: pod.name,
    container: spec.containers[0]?.name,
    app: found['app.kubernetes.io/name'],
    instance: found['app.kubernetes.io/instance'],
    tenant: /^tenant-(.+)$/.exec(pod.namespace)?.[1],
    workload: found['platform.idp/workload'] ?? labelOf(log.first),
  });
  return (['stdout', 'stderr'] as const).map(output => ({
    labels: { ...labels, stream: output },
    second: second => log.second(second).filter(line => line.output === output),
  }));
}

function present(labels: Record<string, string | undefined>): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
