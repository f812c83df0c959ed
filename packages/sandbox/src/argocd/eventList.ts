import type { KubeEvent } from '../world';

/** Events as Argo CD lists those of Kubernetes. */
export function eventList(
  events: KubeEvent[],
  resourceVersion: string,
): unknown {
  return {
    metadata: { resourceVersion },
    items: events.map(event => ({
      metadata: {
        name: `${event.object.name}.${event.uid.slice(0, 8)}`,
        namespace: event.object.namespace,
        uid: event.uid,
        creationTimestamp: event.first,
      },
      involvedObject: {
        kind: event.object.kind,
        namespace: event.object.namespace,
        name: event.object.name,
        uid: event.object.uid,
        apiVersion: event.object.apiVersion,
      },
      reason: event.reason,
      message: event.message,
      source: { component: event.component },
      firstTimestamp: event.first,
      lastTimestamp: event.last,
      count: event.count,
      type: event.type,
      eventTime: null,
    })),
  };
}
