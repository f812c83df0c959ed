import type { KubeObject } from '../../world';
import { isReady, labelOf } from '../traffic';
import { readQuantity } from './quantity';
import { seconds, type Reading } from './Series';

const SCRAPED = {
  job: 'kube-state-metrics',
  instance: '10.42.0.9:8080',
  endpoint: 'http',
  service: 'kube-prometheus-stack-kube-state-metrics',
};
const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'];

type Read = (object: KubeObject) => Reading[];

const reading = (
  name: string,
  labels: Record<string, string>,
  value: number,
): Reading => ({ name, labels: { ...SCRAPED, ...labels }, value });

function deployment({ metadata, spec, status }: KubeObject): Reading[] {
  const labels = {
    namespace: metadata.namespace ?? '',
    deployment: metadata.name,
  };
  const count = (name: string, value: unknown) =>
    reading(`kube_deployment_${name}`, labels, Number(value ?? 0));
  return [
    count('created', seconds(metadata.creationTimestamp)),
    count('spec_replicas', spec.replicas ?? 1),
    count('metadata_generation', metadata.generation),
    count('status_observed_generation', status?.observedGeneration),
    count('status_replicas', status?.replicas),
    count('status_replicas_available', status?.availableReplicas),
    count('status_replicas_ready', status?.readyReplicas),
    count('status_replicas_unavailable', status?.unavailableReplicas),
    count('status_replicas_updated', status?.updatedReplicas),
  ];
}

function replicaSet({ metadata, spec, status }: KubeObject): Reading[] {
  const labels = {
    namespace: metadata.namespace ?? '',
    replicaset: metadata.name,
  };
  const [owner] = metadata.ownerReferences ?? [];
  return [
    reading('kube_replicaset_spec_replicas', labels, spec.replicas ?? 0),
    reading('kube_replicaset_status_replicas', labels, status?.replicas ?? 0),
    ...(owner
      ? [
          reading(
            'kube_replicaset_owner',
            {
              ...labels,
              owner_kind: owner.kind,
              owner_name: owner.name,
              owner_is_controller: 'true',
            },
            1,
          ),
        ]
      : []),
  ];
}

function pod(object: KubeObject): Reading[] {
  const { metadata, spec, status } = object;
  const labels = { namespace: metadata.namespace ?? '', pod: metadata.name };
  const withUid = { ...labels, uid: metadata.uid ?? '' };
  const [owner] = metadata.ownerReferences ?? [];
  const ready = isReady(object);
  const workload = labelOf(object);
  return [
    reading('kube_pod_created', withUid, seconds(metadata.creationTimestamp)),
    reading(
      'kube_pod_info',
      {
        ...withUid,
        node: spec.nodeName ?? '',
        created_by_kind: owner?.kind ?? '',
        created_by_name: owner?.name ?? '',
      },
      1,
    ),
    reading(
      'kube_pod_owner',
      {
        ...labels,
        owner_kind: owner?.kind ?? '',
        owner_name: owner?.name ?? '',
        owner_is_controller: 'true',
      },
      1,
    ),
    ...PHASES.map(phase =>
      reading(
        'kube_pod_status_phase',
        { ...withUid, phase },
        Number(status?.phase === phase),
      ),
    ),
    ...['true', 'false', 'unknown'].map(condition =>
      reading(
        'kube_pod_status_ready',
        { ...withUid, condition },
        Number(condition === String(ready)),
      ),
    ),
    // What the chart's recording rule makes of owners.
    ...(workload
      ? [
          {
            name: 'namespace_workload_pod:kube_pod_owner:relabel',
            labels: { ...labels, workload, workload_type: 'deployment' },
            value: 1,
          },
        ]
      : []),
    ...spec.containers.flatMap((container: any) =>
      containerReadings(object, container),
    ),
  ];
}

function containerReadings(
  { metadata, spec, status }: KubeObject,
  container: any,
): Reading[] {
  const labels = {
    namespace: metadata.namespace ?? '',
    pod: metadata.name,
    container: container.name,
    uid: metadata.uid ?? '',
  };
  const state = (status?.containerStatuses ?? []).find(
    ({ name }: any) => name === container.name,
  );
  const waiting = state?.state?.waiting?.reason;
  const ended = state?.lastState?.terminated?.reason;
  const asked = (kind: 'requests' | 'limits') =>
    Object.entries(container.resources?.[kind] ?? {}).map(([resource, value]) =>
      reading(
        `kube_pod_container_resource_${kind}`,
        {
          ...labels,
          node: spec.nodeName ?? '',
          resource,
          unit: resource === 'cpu' ? 'core' : 'byte',
        },
        readQuantity(value),
      ),
    );
  const flag = (name: string, on: boolean) =>
    reading(`kube_pod_container_status_${name}`, labels, Number(on));
  return [
    reading(
      'kube_pod_container_info',
      { ...labels, image: container.image, image_spec: container.image },
      1,
    ),
    flag('ready', state?.ready === true),
    flag('running', state?.state?.running !== undefined),
    flag('waiting', waiting !== undefined),
    reading(
      'kube_pod_container_status_restarts_total',
      labels,
      state?.restartCount ?? 0,
    ),
    ...(waiting
      ? [
          reading(
            'kube_pod_container_status_waiting_reason',
            { ...labels, reason: waiting },
            1,
          ),
        ]
      : []),
    ...(ended
      ? [
          reading(
            'kube_pod_container_status_last_terminated_reason',
            { ...labels, reason: ended },
            1,
          ),
        ]
      : []),
    ...asked('requests'),
    ...asked('limits'),
  ];
}

function namespace({ metadata, status }: KubeObject): Reading[] {
  const labels = { namespace: metadata.name };
  return [
    reading(
      'kube_namespace_created',
      labels,
      seconds(metadata.creationTimestamp),
    ),
    reading(
      'kube_namespace_status_phase',
      { ...labels, phase: status?.phase ?? 'Active' },
      1,
    ),
  ];
}

/** Conditions, as External Secrets counts them. */
function readyCondition(name: string): Read {
  return ({ metadata, status }) =>
    ['True', 'False'].map(wanted => ({
      name,
      labels: {
        job: 'external-secrets-metrics',
        namespace: 'external-secrets',
        exported_namespace: metadata.namespace ?? '',
        name: metadata.name,
        condition: 'Ready',
        status: wanted,
      },
      value: Number(
        (status?.conditions ?? []).some(
          (one: any) => one.type === 'Ready' && one.status === wanted,
        ),
      ),
    }));
}

/** What is measured of each kind of object, by kube-state-metrics and by the controllers. */
export const READERS: Readonly<Record<string, Read>> = {
  Deployment: deployment,
  ExternalSecret: readyCondition('externalsecret_status_condition'),
  Namespace: namespace,
  Pod: pod,
  ReplicaSet: replicaSet,
  SecretStore: readyCondition('secretstore_status_condition'),
};
