import { timestamp } from '../../../clock';
import { nameOf, ownerReference, type KubeObject } from '../KubeObject';
import type { ControllerParts } from './Controller';
import { isReady, suffix } from './pods';

/** Addresses of Services, and the gateway's word on routes. */
export function runNetwork(parts: ControllerParts): void {
  const { cluster, clock } = parts;
  cluster.onChange(({ type, object }) => {
    if (type === 'deleted') return;
    if (object.kind === 'Service') writeEndpoints(parts, object);
    if (object.kind === 'Pod') {
      const namespace = object.metadata.namespace ?? '';
      for (const service of cluster.list({
        group: '',
        kind: 'Service',
        namespace,
      })) {
        writeEndpoints(parts, service);
      }
    }
    if (object.kind === 'HTTPRoute' && !object.status) {
      clock.after(0, () => acceptRoute(parts, object));
    }
  });
}

function writeEndpoints({ cluster }: ControllerParts, service: KubeObject) {
  const selector = Object.entries(service.spec?.selector ?? {});
  if (selector.length === 0) return;
  const namespace = service.metadata.namespace ?? '';
  const pods = cluster
    .list({ group: '', kind: 'Pod', namespace })
    .filter(pod =>
      selector.every(([key, value]) => pod.metadata.labels?.[key] === value),
    );
  const { name } = service.metadata;
  const slice = {
    group: 'discovery.k8s.io',
    kind: 'EndpointSlice',
    namespace,
    name: `${name}-${suffix(service.metadata.uid!)}`,
  };
  const live = cluster.get(slice);
  cluster.write({
    ...live,
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      ...live?.metadata,
      name: slice.name,
      namespace,
      labels: { 'kubernetes.io/service-name': name },
      ownerReferences: [ownerReference(service)],
    },
    addressType: 'IPv4',
    endpoints: pods.map(pod => ({
      conditions: { ready: Boolean(isReady(pod)) },
      targetRef: {
        kind: 'Pod',
        namespace,
        name: pod.metadata.name,
        uid: pod.metadata.uid,
      },
    })),
    ports: service.spec.ports,
  });
}

function acceptRoute({ cluster, clock }: ControllerParts, route: KubeObject) {
  cluster.edit(nameOf(route), draft => {
    const condition = (type: string, reason: string) => ({
      type,
      status: 'True',
      reason,
      message:
        type === 'Accepted'
          ? 'Route is accepted'
          : 'Resolved all the Object references for the Route',
      observedGeneration: draft.metadata.generation,
      lastTransitionTime: timestamp(clock.now()),
    });
    draft.status = {
      parents: (draft.spec.parentRefs ?? []).map((parentRef: unknown) => ({
        parentRef,
        controllerName: 'gateway.envoyproxy.io/gatewayclass-controller',
        conditions: [
          condition('Accepted', 'Accepted'),
          condition('ResolvedRefs', 'ResolvedRefs'),
        ],
      })),
    };
  });
}
