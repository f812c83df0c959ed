import { nameOf, type Cluster, type EventLog, type KubeEvent } from './cluster';
import type { KubeObject } from './cluster';

/** Puts the events of a cluster among its objects, where Kubernetes has them, too. */
export function mirrorEvents(events: EventLog, cluster: Cluster): void {
  events.onChange((event, isGone) => {
    const object = eventObject(event);
    if (isGone) cluster.remove(nameOf(object));
    else cluster.write(object);
  });
}

function eventObject(event: KubeEvent): KubeObject {
  const { object, component } = event;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${object.name}.${event.uid.replaceAll('-', '').slice(0, 16)}`,
      namespace: object.namespace || 'default',
      uid: event.uid,
      creationTimestamp: event.first,
    },
    involvedObject: {
      kind: object.kind,
      ...(object.namespace && { namespace: object.namespace }),
      name: object.name,
      uid: object.uid,
      apiVersion: object.apiVersion,
    },
    reason: event.reason,
    message: event.message,
    source: { component },
    firstTimestamp: event.first,
    lastTimestamp: event.last,
    count: event.count,
    type: event.type,
    eventTime: null,
    reportingComponent: component,
    reportingInstance: '',
  };
}
