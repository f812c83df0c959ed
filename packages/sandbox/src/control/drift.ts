import { parseWorkloadId, workloadId } from '@idp/platform-contract';
import { nameOf, type Environment, type KubeObject } from '../world';
import { ControlError } from './ControlError';

/** A change by hand, as somebody with `kubectl edit` makes it. */
export interface Drift {
  /** `<tenant>/<workload>` or the name of an Application. */
  workload: string;
  /** Of the object; a Deployment when absent. */
  kind?: string;
  /** Of the object; the only one of its kind when absent. */
  name?: string;
  /** With dots, such as `spec.replicas`, which it is when absent. */
  field?: string;
  /** One more replica when absent. */
  value?: unknown;
  /** How long Argo CD leaves it as it is, so that one can look at it; it takes it back after some seconds else. */
  holdSeconds: number;
}

/** Changes a field of a live object; says what was done. */
export function driftObject(environment: Environment, drift: Drift): string {
  const { kind = 'Deployment', field = 'spec.replicas', holdSeconds } = drift;
  const application = applicationName(drift.workload);
  const delivered = environment.delivery.get(application);
  if (!delivered) {
    throw new ControlError(
      `${environment.name} has no Application ${JSON.stringify(
        application,
      )}. It has: ${environment.delivery.renderedNames().join(', ')}.`,
    );
  }
  const objects = delivered.comparisons.flatMap(({ live }) => live ?? []);
  const object = objects.find(
    one =>
      one.kind === kind && (!drift.name || one.metadata.name === drift.name),
  );
  if (!object) {
    throw new ControlError(
      `${application} has no such object in ${environment.name}. It has: ${
        objects.map(one => `${one.kind}/${one.metadata.name}`).join(', ') ||
        'none yet'
      }.`,
    );
  }
  const path = field.split('.');
  const before = path.reduce<any>((at, part) => at?.[part], object);
  const value =
    drift.value ??
    (typeof before === 'number' ? before + 1 : 'changed-by-hand');
  if (holdSeconds > 0)
    environment.delivery.hold(application, holdSeconds * 1000);
  environment.cluster.edit(nameOf(object), draft =>
    setField(draft, path, value),
  );
  return `${environment.name}: ${kind}/${
    object.metadata.name
  } ${field} is ${JSON.stringify(value)}, was ${JSON.stringify(
    before,
  )}. Argo CD ${
    holdSeconds > 0
      ? `leaves it so for ${holdSeconds} s`
      : 'takes it back in some seconds'
  }.`;
}

function applicationName(workload: unknown): string {
  if (typeof workload !== 'string' || workload === '') {
    throw new ControlError('Name a workload, such as demo/hello.');
  }
  const [tenant, name] = workload.split('/');
  const id = name ? workloadId(tenant, name) : workload;
  return parseWorkloadId(id) ? id : workload;
}

function setField(object: KubeObject, path: string[], value: unknown) {
  let at: any = object;
  for (const part of path.slice(0, -1)) {
    if (typeof at[part] !== 'object' || at[part] === null) at[part] = {};
    at = at[part];
  }
  at[path[path.length - 1]] = value;
}
