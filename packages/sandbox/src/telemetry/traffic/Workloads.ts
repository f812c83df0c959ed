import type { KubeObject } from '../../world';
import type { Past, Remembered } from '../past';
import { Workload } from './Workload';

/** The workloads of an environment, by the labels of their pods. */
export class Workloads {
  private readonly known = new Map<string, Workload>();
  /** Goes up when there is one more. */
  version = 0;

  constructor(
    private readonly environment: string,
    private readonly past: Past,
  ) {
    for (const kind of ['HTTPRoute', 'Pod']) {
      for (const one of past.all(kind)) this.take(one);
    }
    past.onChange(one => {
      if (one.kind === 'HTTPRoute' || one.kind === 'Pod') this.take(one);
    });
  }

  all(): Workload[] {
    return [...this.known.values()];
  }

  get(namespace: string, name: string): Workload | undefined {
    return this.known.get(`${namespace}/${name}`);
  }

  private take(one: Remembered) {
    const name = workloadOf(one);
    if (!name) return;
    const key = `${one.namespace}/${name}`;
    let workload = this.known.get(key);
    if (!workload) {
      workload = new Workload(one.namespace, name, this.environment);
      this.known.set(key, workload);
      this.version += 1;
    }
    workload.take(one, this.past.moment());
  }
}

/** The name of the workload that an object is of; the last labels that it had. */
export function workloadOf({
  kind,
  name,
  states,
}: Remembered): string | undefined {
  if (kind === 'HTTPRoute') return name;
  const entries = states.entries();
  const last = entries.reverse().find(({ value }) => value)?.value;
  return last && labelOf(last);
}

export function labelOf({ metadata }: KubeObject): string | undefined {
  return (
    metadata.labels?.['platform.idp/workload'] ??
    metadata.labels?.['app.kubernetes.io/name']
  );
}
