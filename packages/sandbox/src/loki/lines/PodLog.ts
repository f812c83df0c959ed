import {
  durationAt,
  fraction,
  fractionOf,
  imageOf,
  isReady,
  type Remembered,
  type Workload,
} from '../../telemetry';
import { imageFault, type KubeObject } from '../../world';
import type { Line, Writer } from './Line';
import { nginxWriter } from './nginxWriter';
import { serviceWriter } from './serviceWriter';

/** Most requests that a pod writes of in a second. */
const BUSIEST = 25;
const PROBE_SECONDS = 10;
const CLIENT_ERRORS = 0.015;
const STATUSES = [500, 500, 502, 503];

/** What one pod has written: lines of any second, the same whenever one asks. */
export class PodLog {
  private readonly seed: number;
  private readonly writer: Writer;
  private readonly started?: number;
  private last?: { second: number; version: number; lines: Line[] };

  private constructor(
    private readonly pod: Remembered,
    private readonly workload: Workload,
    readonly first: KubeObject,
  ) {
    this.seed = Math.floor(
      fraction(`${pod.namespace}/${pod.name}`) * 0x7fffffff,
    );
    this.writer = writerOf(first);
    this.started = pod.states
      .entries()
      .find(({ value }) => isRunning(value))?.from;
  }

  /** Undefined where there is nothing to read: the pod has never run. */
  static of(pod: Remembered, workload: Workload): PodLog | undefined {
    const first = pod.states.entries().find(({ value }) => value)?.value;
    if (!first) return undefined;
    const log = new PodLog(pod, workload, first);
    return log.started === undefined ? undefined : log;
  }

  /** When it ended, in milliseconds; Infinity while it runs. */
  private get ended(): number {
    const entries = this.pod.states.entries();
    const last = entries[entries.length - 1];
    return last && !last.value ? last.from : Infinity;
  }

  /**
   * Lines of one second, oldest first.
   *
   * @param second - since 1970
   */
  second(second: number): Line[] {
    // Both outputs ask for the same second, one after the other.
    const { version } = this.workload.conditions;
    if (this.last?.second !== second || this.last.version !== version) {
      this.last = { second, version, lines: this.write(second) };
    }
    return this.last.lines;
  }

  private write(second: number): Line[] {
    const from = second * 1000;
    const { started = Infinity, ended } = this;
    if (from + 1000 <= started || from >= ended + 1000) return [];
    const lines: Line[] = [];
    // Both reach over the border of a second.
    if (Math.abs(from - started) < 2000)
      lines.push(...this.writer.started(started));
    if (Math.abs(from - ended) < 2000) lines.push(...this.writer.ended(ended));
    const pod = this.pod.states.at(from);
    if (pod && isReady(pod)) lines.push(...this.requests(second));
    return lines
      .filter(({ time }) => time >= from && time < from + 1000)
      .sort((a, b) => a.time - b.time || a.nanos - b.nanos);
  }

  private requests(second: number): Line[] {
    const { workload, writer, seed } = this;
    const condition = workload.conditions.at(second * 1000);
    if (!condition?.routed || condition.ready === 0) return [];
    const lines: Line[] = [];
    workload.streams.forEach(({ wave, latency }, stream) => {
      const rate = (wave.rate(second) * condition.load) / condition.ready;
      const count = Math.min(
        BUSIEST,
        Math.floor(rate + fractionOf(seed + stream, second)),
      );
      for (let i = 0; i < count; i++) {
        const number = Math.floor(
          0x7fffffff * fractionOf(seed + 17 * i + 5 * stream, second),
        );
        const chance = fractionOf(number, 1);
        let status = 200;
        if (chance < condition.errors) {
          status = STATUSES[number % STATUSES.length];
        } else if (chance < condition.errors + CLIENT_ERRORS) {
          status = 404;
        }
        lines.push(
          ...writer.request({
            time: second * 1000 + Math.floor(1000 * fractionOf(number, 2)),
            number,
            write: stream === 1,
            status,
            duration: durationAt(
              { ...latency, median: latency.median * condition.slowness },
              fractionOf(number, 3),
            ),
          }),
        );
      }
    });
    if ((second + seed) % PROBE_SECONDS === 0)
      lines.push(...writer.probed(second * 1000 + (seed % 1000)));
    return lines;
  }
}

function writerOf(pod: KubeObject): Writer {
  const image = imageOf(pod);
  const version =
    /:([\w.-]+)/.exec(image.slice(image.lastIndexOf('/')))?.[1] ?? '';
  if (/nginx/.test(image)) return nginxWriter({ version });
  return serviceWriter({
    version,
    port: pod.spec.containers[0]?.ports?.[0]?.containerPort ?? 8080,
    faulty: imageFault(image) === 'errors',
  });
}

function isRunning(pod: KubeObject | undefined): boolean {
  return (pod?.status?.containerStatuses ?? []).some(
    ({ state }: any) => state?.running,
  );
}
