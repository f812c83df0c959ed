import type { Clock } from '../../clock';
import type { Environment, KubeObject } from '../../world';
import { keyOf, nameOf } from '../../world';
import { Timeline } from './Timeline';

/** How long a cluster settles after its first object; what it is then, it has been before. */
const SETTLING = 10_000;
/** Objects that are gone and still remembered, for each kind. */
const KEPT = 2_000;

/** An object with what it was at each moment. */
export interface Remembered {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** The object as it was; undefined while it was not there. */
  readonly states: Timeline<KubeObject | undefined>;
}

/** Kinds that anything is measured of. */
const KINDS = new Set([
  'Deployment',
  'ExternalSecret',
  'HTTPRoute',
  'Namespace',
  'Pod',
  'ReplicaSet',
  'ResourceQuota',
  'SecretStore',
]);

/**
 * Remembers what the objects of a cluster were, so that one can ask for any moment. What is there when the sandbox starts has
 * always been there: there is a past to look at from the first moment.
 */
export class Past {
  private readonly byKind = new Map<string, Map<string, Remembered>>();
  private readonly listeners = new Set<(one: Remembered) => void>();
  private settledAt?: number;
  /** Goes up with each change. */
  version = 0;

  constructor(
    private readonly clock: Clock,
    { cluster }: Pick<Environment, 'cluster'>,
  ) {
    cluster.onChange(({ type, object }) => {
      if (object.kind !== 'Namespace') {
        this.settledAt ??= clock.now().getTime() + SETTLING;
      }
      if (KINDS.has(object.kind)) {
        this.remember(object, type === 'deleted' ? undefined : object);
      }
    });
    for (const kind of KINDS) {
      for (const object of cluster.list({ kind }))
        this.remember(object, object);
    }
  }

  /** What happens now has happened since then: `-Infinity` while the cluster settles. */
  moment(): number {
    return this.isSettled() ? this.clock.now().getTime() : -Infinity;
  }

  isSettled(): boolean {
    return this.clock.now().getTime() >= (this.settledAt ?? Infinity);
  }

  /** All of a kind that are there or were. */
  all(kind: string): Remembered[] {
    return [...(this.byKind.get(kind)?.values() ?? [])];
  }

  /** Called after each change of an object. */
  onChange(listener: (one: Remembered) => void): void {
    this.listeners.add(listener);
  }

  private remember(object: KubeObject, state: KubeObject | undefined) {
    const { kind } = object;
    const known = this.byKind.get(kind) ?? new Map<string, Remembered>();
    this.byKind.set(kind, known);
    const key = keyOf(nameOf(object));
    let one = known.get(key);
    if (!one) {
      one = {
        kind,
        namespace: object.metadata.namespace ?? '',
        name: object.metadata.name,
        states: new Timeline(),
      };
      known.set(key, one);
      this.forget(known);
    }
    const moment = this.moment();
    if (moment === -Infinity && !state) known.delete(key);
    one.states.set(moment, state);
    this.version += 1;
    for (const listener of this.listeners) listener(one);
  }

  private forget(known: Map<string, Remembered>) {
    if (known.size <= KEPT) return;
    for (const [key, { states }] of known) {
      if (states.current) continue;
      known.delete(key);
      if (known.size <= KEPT) return;
    }
  }
}
