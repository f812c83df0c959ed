import { object } from '@idp/upstream/wire';
import {
  identityOf,
  list,
  nameText,
  number,
  type Fields,
  type Identity,
} from './read';

export type WorkloadKind =
  | 'Deployment'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'CronJob'
  | 'Job';

/** What of a workload matters to the Secrets that its pods read; nothing else of it is kept. */
export interface Workload extends Identity {
  kind: WorkloadKind;
  /** `required`: a pod does not start without it. */
  secrets: Array<{ name: string; required: boolean }>;
  /** Of what runs all the time. */
  pods?: { wanted: number; ready: number };
  /** Of a Job that has given up. */
  failed?: boolean;
}

const MOST_SECRETS = 100;

/**
 * Reads a workload of the API server's wire format. Undefined where it has no name, reads no Secret, or is made by another
 * workload, which then stands for it.
 */
export function parseWorkload(
  kind: WorkloadKind,
  wire: unknown,
): Workload | undefined {
  const identity = identityOf(wire);
  if (!identity || identity.namespace === '') return undefined;
  const { metadata, spec, status } = object(wire);
  const owners = list(object(metadata).ownerReferences, 20).map(object);
  if (owners.some(({ controller }) => controller === true)) return undefined;
  const secrets = secretsOf(podSpecOf(kind, object(spec)));
  if (secrets.length === 0) return undefined;
  const pods = podsOf(kind, object(spec), object(status));
  return {
    ...identity,
    kind,
    secrets,
    ...(pods && { pods }),
    ...(kind === 'Job' && hasFailed(status) && { failed: true }),
  };
}

function podSpecOf(kind: WorkloadKind, spec: Fields): Fields {
  const holder =
    kind === 'CronJob' ? object(object(spec.jobTemplate).spec) : spec;
  return object(object(holder.template).spec);
}

/** Secrets by every way in which a pod reads one: environment, volumes, pull of images. */
function secretsOf(pod: Fields): Workload['secrets'] {
  const found = new Map<string, boolean>();
  const add = (name: unknown, optional: unknown) => {
    const known = nameText(name);
    if (!known || (found.size >= MOST_SECRETS && !found.has(known))) return;
    found.set(known, found.get(known) || optional !== true);
  };
  const containers = [
    ...list(pod.initContainers, 100),
    ...list(pod.containers, 100),
  ].map(object);
  for (const { env, envFrom } of containers) {
    for (const item of list(envFrom, 100)) {
      const { name, optional } = object(object(item).secretRef);
      add(name, optional);
    }
    for (const item of list(env, 500)) {
      const from = object(object(item).valueFrom);
      const { name, optional } = object(from.secretKeyRef);
      add(name, optional);
    }
  }
  for (const volume of list(pod.volumes, 100).map(object)) {
    const { secretName, optional } = object(volume.secret);
    add(secretName, optional);
    for (const source of list(object(volume.projected).sources, 50)) {
      const secret = object(object(source).secret);
      add(secret.name, secret.optional);
    }
  }
  // A pod starts without it, if its image needs no credential.
  for (const item of list(pod.imagePullSecrets, 20)) {
    add(object(item).name, true);
  }
  return [...found].map(([name, required]) => ({ name, required }));
}

function podsOf(
  kind: WorkloadKind,
  spec: Fields,
  status: Fields,
): Workload['pods'] {
  if (kind === 'DaemonSet') {
    return {
      wanted: number(status.desiredNumberScheduled) ?? 0,
      ready: number(status.numberReady) ?? 0,
    };
  }
  if (kind !== 'Deployment' && kind !== 'StatefulSet') return undefined;
  return {
    wanted: number(spec.replicas) ?? 1,
    ready: number(status.readyReplicas) ?? 0,
  };
}

function hasFailed(status: unknown): boolean {
  return list(object(status).conditions, 20)
    .map(object)
    .some(item => item.type === 'Failed' && item.status === 'True');
}
