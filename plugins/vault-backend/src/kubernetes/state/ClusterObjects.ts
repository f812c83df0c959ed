import { isDeepStrictEqual } from 'node:util';
import type { resources } from '../client/resources';
import {
  parseExternalSecret,
  type ExternalSecret,
  type StoreRef,
} from '../objects/ExternalSecret';
import { parsePushSecret, type PushSecret } from '../objects/PushSecret';
import { identityOf, type Identity } from '../objects/read';
import { parseSecretStore, type SecretStore } from '../objects/SecretStore';
import {
  parseWorkload,
  type Workload,
  type WorkloadKind,
} from '../objects/Workload';
import type { Sink } from '../watch/Sink';
import { Buckets } from './Buckets';
import { NamespacedMap } from './NamespacedMap';

type Kind = keyof typeof resources;

const MOST_AWAITED = 1_000;

/** Told of what comes and goes; `after` is undefined for what is gone. */
export interface ObjectsListener {
  onExternalSecret(
    namespace: string,
    name: string,
    after?: ExternalSecret,
  ): void;
  onPushSecret(namespace: string, name: string, after?: PushSecret): void;
  /** An empty namespace stands for all of them. */
  onStore(ref: StoreRef, namespace: string): void;
  /** Something that pages show has changed. */
  onChange(): void;
}

/** What is kept of the objects of one cluster: few fields of each, and no value of any. */
export class ClusterObjects {
  readonly externalSecrets = new NamespacedMap<ExternalSecret>();
  readonly pushSecrets = new NamespacedMap<PushSecret>();
  readonly #stores = {
    SecretStore: new NamespacedMap<SecretStore>(),
    ClusterSecretStore: new NamespacedMap<SecretStore>(),
  };
  readonly #secrets = new NamespacedMap<Identity>();
  readonly #readers = new Buckets<Workload>();
  readonly #awaited = new Set<string>();
  readonly sinks: Record<Kind, Sink>;

  constructor(private readonly listener: ObjectsListener) {
    this.sinks = {
      externalSecrets: this.#sink(
        this.externalSecrets,
        parseExternalSecret,
        (_, after, { namespace, name }) =>
          listener.onExternalSecret(namespace, name, after),
      ),
      pushSecrets: this.#sink(
        this.pushSecrets,
        parsePushSecret,
        (_, after, { namespace, name }) =>
          listener.onPushSecret(namespace, name, after),
      ),
      secretStores: this.#storeSink('SecretStore'),
      clusterSecretStores: this.#storeSink('ClusterSecretStore'),
      secrets: this.#sink(this.#secrets, identityOf),
      deployments: this.#workloadSink('Deployment'),
      statefulSets: this.#workloadSink('StatefulSet'),
      daemonSets: this.#workloadSink('DaemonSet'),
      cronJobs: this.#workloadSink('CronJob'),
      jobs: this.#workloadSink('Job'),
    };
  }

  store(ref: StoreRef, namespace: string): SecretStore | undefined {
    return ref.kind === 'SecretStore'
      ? this.#stores.SecretStore.get(namespace, ref.name)
      : this.#stores.ClusterSecretStore.get('', ref.name);
  }

  hasSecret(namespace: string, name: string): boolean {
    return this.#secrets.get(namespace, name) !== undefined;
  }

  /** The workloads of a namespace that read a Secret. */
  readersOf(namespace: string, secret: string): Workload[] {
    return [...this.#readers.get(`${namespace}/${secret}`)];
  }

  /** Somebody waits for this ExternalSecret to be read again, so the next time of that is news. */
  await(namespace: string, name: string): void {
    if (this.#awaited.size >= MOST_AWAITED) this.#awaited.clear();
    this.#awaited.add(`${namespace}/${name}`);
  }

  #isAwaited({ namespace, name }: Identity): boolean {
    return this.#awaited.delete(`${namespace}/${name}`);
  }

  #storeSink(kind: StoreRef['kind']): Sink {
    return this.#sink(
      this.#stores[kind],
      wire => parseSecretStore(kind, wire),
      (_, __, { namespace, name }) =>
        this.listener.onStore({ kind, name }, namespace),
    );
  }

  #workloadSink(kind: WorkloadKind): Sink {
    return this.#sink(
      new NamespacedMap<Workload>(),
      wire => parseWorkload(kind, wire),
      (before, after, { namespace }) => {
        for (const { name } of before?.secrets ?? []) {
          this.#readers.delete(`${namespace}/${name}`, before!);
        }
        for (const { name } of after?.secrets ?? []) {
          this.#readers.add(`${namespace}/${name}`, after!);
        }
      },
    );
  }

  #sink<T extends Identity>(
    map: NamespacedMap<T>,
    parse: (wire: unknown) => T | undefined,
    onChange: (
      before: T | undefined,
      after: T | undefined,
      identity: { namespace: string; name: string },
    ) => void = () => {},
  ): Sink {
    const remove = (namespace: string, name: string) => {
      const before = map.delete(namespace, name);
      if (!before) return;
      onChange(before, undefined, before);
      this.listener.onChange();
    };
    return {
      put: wire => {
        const after = parse(wire);
        if (!after) {
          const identity = identityOf(wire);
          if (identity) remove(identity.namespace, identity.name);
          return;
        }
        const before = map.get(after.namespace, after.name);
        const changed = before ? difference(before, after) : 'shown';
        if (changed === 'none') return;
        map.put(after);
        onChange(before, after, after);
        if (changed === 'shown' || this.#isAwaited(after)) {
          this.listener.onChange();
        }
      },
      remove,
      known: () => map,
    };
  }
}

/**
 * What became different of an object: `quiet` where it is a time only. Each ExternalSecret is read again once an hour, so
 * thousands of them would have open pages read anew all the time.
 */
function difference(
  before: Identity,
  after: Identity,
): 'none' | 'quiet' | 'shown' {
  const plain = (item: Identity) => ({ ...item, resourceVersion: '' });
  if (isDeepStrictEqual(plain(before), plain(after))) return 'none';
  const timeless = (item: Identity) => ({
    ...plain(item),
    refreshedAt: undefined,
  });
  return isDeepStrictEqual(timeless(before), timeless(after))
    ? 'quiet'
    : 'shown';
}
