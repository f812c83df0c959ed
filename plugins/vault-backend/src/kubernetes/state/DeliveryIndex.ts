import type { DeliveryRef, SecretRef } from '@idp/plugin-vault-common';
import type { NamespaceOwnership } from '@idp/plugin-vault-node';
import type { DeliverySource, KnownDelivery, VaultPlace } from '../Deliveries';
import type { Ask, ExternalSecret, StoreRef } from '../objects/ExternalSecret';
import type { PushSecret } from '../objects/PushSecret';
import { placeOf } from '../paths/placeOf';
import { Buckets } from './Buckets';
import { ClusterObjects } from './ClusterObjects';

/** A source with the store that it is read through. */
export type PlacedSource = DeliverySource & { store: StoreRef };

export interface Entry extends KnownDelivery {
  object: ExternalSecret;
  sources: PlacedSource[];
  /** Why some of what it asks for is not among the sources. */
  problems: string[];
}

interface Push {
  object: PushSecret;
  keys: string[];
}

/** All ExternalSecrets of all clusters by what they read and whose they are. */
export class DeliveryIndex {
  readonly #clusters = new Map<string, ClusterObjects>();
  readonly #entries = new Map<string, Entry>();
  readonly #pushes = new Map<string, Push>();
  readonly #byPath = new Buckets<Entry>();
  readonly #byPrefix = new Buckets<Entry>();
  readonly #byOwner = new Buckets<Entry>();
  readonly #writers = new Buckets<Push>();

  constructor(
    private readonly options: {
      places: readonly VaultPlace[];
      ownership: readonly NamespaceOwnership[];
      onChange(): void;
    },
  ) {}

  /** The objects of a cluster; what is put there shows up here. */
  addCluster(cluster: string): ClusterObjects {
    const objects = new ClusterObjects({
      onExternalSecret: (namespace, name, after) =>
        this.#setEntry({ cluster, namespace, name }, after),
      onPushSecret: (namespace, name, after) =>
        this.#setPush({ cluster, namespace, name }, after),
      onStore: (store, namespace) =>
        this.#placeAgain(cluster, store, namespace),
      onChange: this.options.onChange,
    });
    this.#clusters.set(cluster, objects);
    return objects;
  }

  objects(cluster: string): ClusterObjects | undefined {
    return this.#clusters.get(cluster);
  }

  get(ref: DeliveryRef): Entry | undefined {
    return this.#entries.get(idOf(ref));
  }

  all(): Iterable<Entry> {
    return this.#entries.values();
  }

  ofOwner(entityRef: string): Entry[] {
    return sorted(this.#byOwner.get(entityRef.toLocaleLowerCase('en-US')));
  }

  ofPath(ref: SecretRef): Entry[] {
    const found = new Set(this.#byPath.get(keyOf(ref)));
    for (const path of prefixes(ref.path)) {
      for (const entry of this.#byPrefix.get(keyOf({ ...ref, path }))) {
        found.add(entry);
      }
    }
    return sorted(found);
  }

  pushesTo(ref: SecretRef): PushSecret[] {
    return [...this.#writers.get(keyOf(ref))].map(({ object }) => object);
  }

  #setEntry(ref: DeliveryRef, object: ExternalSecret | undefined): void {
    const id = idOf(ref);
    const before = this.#entries.get(id);
    if (before) this.#unlink(before);
    if (!object) {
      this.#entries.delete(id);
      return;
    }
    const entry: Entry = {
      ref,
      owner: this.#ownerOf(ref, object.labels),
      object,
      ...this.#placesOf(ref, object.asks),
    };
    this.#entries.set(id, entry);
    this.#link(entry);
  }

  #link(entry: Entry): void {
    for (const { ref, covers } of entry.sources) {
      (covers === 'path' ? this.#byPath : this.#byPrefix).add(
        keyOf(ref),
        entry,
      );
    }
    for (const owner of entry.owner?.entityRefs ?? []) {
      this.#byOwner.add(owner.toLocaleLowerCase('en-US'), entry);
    }
  }

  #unlink(entry: Entry): void {
    for (const { ref, covers } of entry.sources) {
      (covers === 'path' ? this.#byPath : this.#byPrefix).delete(
        keyOf(ref),
        entry,
      );
    }
    for (const owner of entry.owner?.entityRefs ?? []) {
      this.#byOwner.delete(owner.toLocaleLowerCase('en-US'), entry);
    }
  }

  #setPush(ref: DeliveryRef, object: PushSecret | undefined): void {
    const id = idOf(ref);
    const before = this.#pushes.get(id);
    if (before) {
      for (const key of before.keys) this.#writers.delete(key, before);
    }
    if (!object) {
      this.#pushes.delete(id);
      return;
    }
    const { sources } = this.#placesOf(ref, object.writes);
    const push = { object, keys: sources.map(source => keyOf(source.ref)) };
    this.#pushes.set(id, push);
    for (const key of push.keys) this.#writers.add(key, push);
  }

  /** A store has come, gone or changed: what goes through it may lead elsewhere. */
  #placeAgain(cluster: string, store: StoreRef, namespace: string): void {
    const objects = this.#clusters.get(cluster)!;
    const goesThrough = (asks: Ask[]) =>
      asks.some(
        ask => ask.store.kind === store.kind && ask.store.name === store.name,
      );
    const { externalSecrets, pushSecrets } = objects;
    const all = store.kind === 'ClusterSecretStore';
    for (const item of all ? externalSecrets : externalSecrets.in(namespace)) {
      if (goesThrough(item.asks)) {
        const { namespace: of, name } = item;
        this.#setEntry({ cluster, namespace: of, name }, item);
      }
    }
    for (const item of all ? pushSecrets : pushSecrets.in(namespace)) {
      if (goesThrough(item.writes)) {
        const { namespace: of, name } = item;
        this.#setPush({ cluster, namespace: of, name }, item);
      }
    }
  }

  #placesOf(
    { cluster, namespace }: DeliveryRef,
    asks: Ask[],
  ): Pick<Entry, 'sources' | 'problems'> {
    const objects = this.#clusters.get(cluster)!;
    const sources: PlacedSource[] = [];
    const problems = new Set<string>();
    for (const ask of asks) {
      const store = objects.store(ask.store, namespace);
      const place = store
        ? placeOf(ask, store, cluster, this.options.places)
        : { problem: `its ${ask.store.kind} ${ask.store.name} is not known` };
      if ('problem' in place) problems.add(place.problem);
      else sources.push({ ...place.source, store: ask.store });
    }
    return { sources, problems: [...problems] };
  }

  #ownerOf(
    ref: DeliveryRef,
    labels: Readonly<Record<string, string>>,
  ): KnownDelivery['owner'] {
    for (const ownership of this.options.ownership) {
      const owner = ownership.ownerOf({ ...ref, labels });
      if (owner) return owner;
    }
    return undefined;
  }
}

function idOf({ cluster, namespace, name }: DeliveryRef): string {
  return `${cluster}/${namespace}/${name}`;
}

/** No part of a reference holds a line end. */
function keyOf({ server, mount, path }: SecretRef): string {
  return `${server}\n${mount}\n${path}`;
}

/** A path and all above it, up to the whole mount. */
function* prefixes(path: string): Iterable<string> {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    yield path.slice(0, end);
  }
  yield '';
}

function sorted(entries: Iterable<Entry>): Entry[] {
  return [...entries].sort((a, b) => {
    const [left, right] = [idOf(a.ref), idOf(b.ref)];
    if (left === right) return 0;
    return left < right ? -1 : 1;
  });
}
