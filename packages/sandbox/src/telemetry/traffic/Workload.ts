import { imageFault } from '../../world';
import type { KubeObject } from '../../world';
import { Timeline, type Remembered } from '../past';
import type { Latency } from './latency';
import { between } from './random';
import { Wave } from './Wave';

/** What the answers of a workload are like, for a while. */
export interface Condition {
  /** The gateway has a route to it. */
  routed: boolean;
  /** Pods that take requests. */
  ready: number;
  /** The share of answers that are errors of the server. */
  errors: number;
  /** How many times longer answers take. */
  slowness: number;
  /** How many times more requests come. */
  load: number;
}

/** One of two kinds of requests that every workload has; their mixture makes durations move. */
export interface Stream {
  wave: Wave;
  latency: Latency;
}

/** What somebody does to a workload for a while, by hand. */
export interface Incident {
  kind: 'load' | 'fault';
  /** Of a load: times the requests. */
  factor: number;
}

/** Shares of errors: of a faulty release, of one that is burst by hand, and of any. */
const FAULTY = 0.45;
const BURST = 0.6;
const USUAL = 0.001;
const SLOW = 12;

/** One workload and its requests. */
export class Workload {
  readonly conditions = new Timeline<Condition>(sameCondition);
  readonly streams: readonly [Stream, Stream];
  readonly incidents = new Set<Incident>();
  private readonly pods = new Map<string, Remembered>();
  private routed = false;

  constructor(
    readonly namespace: string,
    readonly name: string,
    environment: string,
  ) {
    const seed = `${environment}/${namespace}/${name}`;
    const scale = environment === 'local' ? 0.5 : 1;
    const mean = (what: string, low: number, high: number) =>
      scale * between(low, high, `${seed}/${what}`);
    this.streams = [
      {
        wave: new Wave(mean('reads', 2, 9), `${seed}/reads`),
        latency: { median: between(6, 18, `${seed}/fast`), spread: 0.5 },
      },
      {
        wave: new Wave(mean('writes', 0.4, 1.6), `${seed}/writes`),
        latency: { median: between(40, 110, `${seed}/long`), spread: 0.6 },
      },
    ];
  }

  /** Takes in what has become of a pod or a route of this workload. */
  take(one: Remembered, moment: number): void {
    if (one.kind === 'HTTPRoute') {
      this.routed = one.states.current !== undefined;
    } else if (one.states.current) {
      this.pods.set(one.name, one);
    } else {
      this.pods.delete(one.name);
    }
    this.reckon(moment);
  }

  /** Works out the condition anew. */
  reckon(moment: number): void {
    const ready = [...this.pods.values()]
      .map(({ states }) => states.current)
      .filter((pod): pod is KubeObject => pod !== undefined && isReady(pod));
    const share = (fault: string) =>
      ready.filter(pod => imageFault(imageOf(pod)) === fault).length /
      Math.max(1, ready.length);
    const load = [...this.incidents]
      .filter(({ kind }) => kind === 'load')
      .reduce((product, { factor }) => product * factor, 1);
    const burst = [...this.incidents].some(({ kind }) => kind === 'fault');
    const faulty = Math.max(USUAL, share('errors') * FAULTY, burst ? BURST : 0);
    this.conditions.set(moment, {
      routed: this.routed,
      ready: ready.length,
      errors: ready.length === 0 ? 1 : faulty,
      slowness: (1 + (SLOW - 1) * share('slow')) * Math.sqrt(load),
      load,
    });
  }
}

export function imageOf(pod: KubeObject): string {
  return pod.spec?.containers?.[0]?.image ?? '';
}

export function isReady(pod: KubeObject): boolean {
  return (pod.status?.conditions ?? []).some(
    ({ type, status }: { type: string; status: string }) =>
      type === 'Ready' && status === 'True',
  );
}

function sameCondition(a: Condition, b: Condition): boolean {
  return (
    a.routed === b.routed &&
    a.ready === b.ready &&
    a.errors === b.errors &&
    a.slowness === b.slowness &&
    a.load === b.load
  );
}
