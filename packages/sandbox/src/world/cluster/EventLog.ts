import { randomUUID } from 'node:crypto';
import { timestamp, type Clock } from '../../clock';
import { nameOf, type KubeObject, type ObjectName } from './KubeObject';

/**
 * An event of Kubernetes.
 *
 * @public
 */
export interface KubeEvent {
  uid: string;
  object: ObjectName & { uid: string; apiVersion: string };
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  component: string;
  count: number;
  first: string;
  last: string;
}

const KEPT = 2_000;

/** The events of one cluster, the newest of them. The same event again counts up, as in Kubernetes. */
export class EventLog {
  private readonly events = new Map<string, KubeEvent>();
  private readonly listeners = new Set<
    (event: KubeEvent, isGone: boolean) => void
  >();

  constructor(private readonly clock: Clock) {}

  add(
    object: KubeObject,
    event: Pick<KubeEvent, 'type' | 'reason' | 'message' | 'component'>,
  ): void {
    const uid = object.metadata.uid ?? '';
    const key = [uid, event.reason, event.message].join('\0');
    const now = timestamp(this.clock.now());
    const known = this.events.get(key);
    if (known) {
      this.events.delete(key);
      this.put(key, { ...known, count: known.count + 1, last: now });
      return;
    }
    this.put(key, {
      ...event,
      uid: randomUUID(),
      object: { ...nameOf(object), uid, apiVersion: object.apiVersion },
      count: 1,
      first: now,
      last: now,
    });
    if (this.events.size > KEPT) {
      const [oldest, gone] = this.events.entries().next().value!;
      this.events.delete(oldest);
      for (const listener of this.listeners) listener(gone, true);
    }
  }

  /** Told of each event that comes, counts up, or is forgotten. */
  onChange(listener: (event: KubeEvent, isGone: boolean) => void): void {
    this.listeners.add(listener);
  }

  /** Of one object, oldest first. */
  of(uid: string): KubeEvent[] {
    return [...this.events.values()].filter(({ object }) => object.uid === uid);
  }

  private put(key: string, event: KubeEvent) {
    this.events.set(key, event);
    for (const listener of this.listeners) listener(event, false);
  }
}
