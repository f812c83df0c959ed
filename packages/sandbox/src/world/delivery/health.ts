import { groupOf, type KubeObject } from '../cluster';
import type { Health, HealthStatusCode } from './types';

/** From the best to the worst, as Argo CD sorts them. */
const ORDER: HealthStatusCode[] = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
];

/** The worst of several; healthy where there is none. */
export function worst(healths: Array<Health | undefined>): Health {
  let result: Health = { status: 'Healthy' };
  for (const health of healths) {
    if (health && ORDER.indexOf(health.status) > ORDER.indexOf(result.status)) {
      result = { status: health.status };
    }
  }
  return result;
}

/** What Argo CD says of one object; undefined for the kinds that have no health. */
export function healthOf(object: KubeObject): Health | undefined {
  switch (`${groupOf(object)}/${object.kind}`) {
    case 'apps/Deployment':
      return deploymentHealth(object);
    case 'apps/ReplicaSet':
      return replicaSetHealth(object);
    case '/Pod':
      return podHealth(object);
    case '/Service':
      return { status: 'Healthy' };
    case 'policy/PodDisruptionBudget':
      return {
        status: 'Healthy',
        message: 'PodDisruptionBudget has SufficientPods',
      };
    case 'external-secrets.io/ExternalSecret':
      return readyHealth(object, 'Waiting for ExternalSecret');
    case 'external-secrets.io/SecretStore':
      return readyHealth(object, 'Initializing SecretStore');
    case 'gateway.networking.k8s.io/HTTPRoute':
      return object.status?.parents?.length
        ? { status: 'Healthy', message: 'HTTPRoute is healthy' }
        : { status: 'Progressing', message: 'Waiting for HTTPRoute status' };
    default:
      return undefined;
  }
}

function deploymentHealth({ spec, status = {}, metadata }: KubeObject): Health {
  if (spec.paused)
    return { status: 'Suspended', message: 'Deployment is paused' };
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = status;
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    return {
      status: 'Progressing',
      message:
        'Waiting for rollout to finish: observed deployment generation less than desired generation',
    };
  }
  if (
    status.conditions?.some((c: any) => c.reason === 'ProgressDeadlineExceeded')
  ) {
    return {
      status: 'Degraded',
      message: `Deployment "${metadata.name}" exceeded its progress deadline`,
    };
  }
  const wanted = spec.replicas ?? 1;
  const waiting = (what: string): Health => ({
    status: 'Progressing',
    message: `Waiting for rollout to finish: ${what}`,
  });
  if (updatedReplicas < wanted) {
    return waiting(
      `${updatedReplicas} out of ${wanted} new replicas have been updated...`,
    );
  }
  if (replicas > updatedReplicas) {
    return waiting(
      `${replicas - updatedReplicas} old replicas are pending termination...`,
    );
  }
  if (availableReplicas < updatedReplicas) {
    return waiting(
      `${availableReplicas} of ${updatedReplicas} updated replicas are available...`,
    );
  }
  return { status: 'Healthy' };
}

function replicaSetHealth({ spec, status = {} }: KubeObject): Health {
  return (status.availableReplicas ?? spec.replicas) < spec.replicas
    ? { status: 'Progressing' }
    : { status: 'Healthy' };
}

function podHealth({ status = {} }: KubeObject): Health {
  for (const { state } of status.containerStatuses ?? []) {
    const reason: string = state?.waiting?.reason ?? '';
    if (/^Err|Error$|BackOff$/.test(reason)) {
      return { status: 'Degraded', message: state.waiting.message };
    }
  }
  const ready = status.conditions?.some(
    (c: any) => c.type === 'Ready' && c.status === 'True',
  );
  return status.phase === 'Running' && ready
    ? { status: 'Healthy' }
    : { status: 'Progressing' };
}

function readyHealth({ status }: KubeObject, waiting: string): Health {
  const ready = status?.conditions?.find((c: any) => c.type === 'Ready');
  if (!ready) return { status: 'Progressing', message: waiting };
  return {
    status: ready.status === 'True' ? 'Healthy' : 'Degraded',
    message: ready.message,
  };
}
