import { randomUUID } from 'node:crypto';
import { timestamp, type Clock } from '../../clock';
import { clone, isSame } from './json';
import { KeyIndex } from './KeyIndex';
import { keyOf, nameOf, type KubeObject, type ObjectName } from './KubeObject';
import { appliedTo } from './serverSideApply';

/**
 * What happened to an object.
 *
 * @public
 */
export interface ClusterChange {
  type: 'added' | 'modified' | 'deleted';
  /** What it is now; what it was last, with the version of its removal, where it was deleted. */
  object: KubeObject;
  /** What it was before. */
  previous?: KubeObject;
}

/** Kinds whose specification has no number. */
const UNCOUNTED: ReadonlySet<string> = new Set([
  'ConfigMap',
  'Event',
  'HorizontalPodAutoscaler',
  'LimitRange',
  'Namespace',
  'ResourceQuota',
  'Secret',
  'Service',
  'ServiceAccount',
]);

/**
 * The objects of one cluster. Controllers and Argo CD write them; stand-ins of other APIs read them. An object that was
 * handed out is never altered: a write puts a new one in its place.
 *
 * @public
 */
export class Cluster {
  private readonly objects = new Map<string, KubeObject>();
  /** What Argo CD has applied, by key. */
  private readonly applied = new Map<string, KubeObject>();
  private readonly owned = new KeyIndex();
  private readonly ofKind = new KeyIndex();
  private readonly inNamespace = new KeyIndex();
  private readonly inGroup = new KeyIndex();
  private readonly listeners = new Set<(change: ClusterChange) => void>();
  private version = 1000;

  /**
   * @param groupOf - what objects are looked up by in {@link group}, such as the Application that they are of
   */
  constructor(
    readonly clock: Clock,
    private readonly groupOf: (object: KubeObject) => string | undefined = () =>
      undefined,
  ) {}

  /** Of the last write; it grows with each. */
  get resourceVersion(): number {
    return this.version;
  }

  get(name: ObjectName): KubeObject | undefined {
    return this.objects.get(keyOf(name));
  }

  /** All of a kind, in a namespace where one is named. */
  list(filter: {
    kind: string;
    group?: string;
    namespace?: string;
  }): KubeObject[] {
    const { kind, group, namespace } = filter;
    const keys =
      namespace === undefined
        ? this.ofKind.keys(kind)
        : this.inNamespace.keys(placeOf(kind, namespace));
    return keys
      .map(key => this.objects.get(key)!)
      .filter(object => group === undefined || nameOf(object).group === group);
  }

  /** All of a group. */
  group(name: string): KubeObject[] {
    return this.inGroup.keys(name).map(key => this.objects.get(key)!);
  }

  /** The objects that name this one as their owner. */
  childrenOf(owner: KubeObject): KubeObject[] {
    return this.owned
      .keys(owner.metadata.uid!)
      .map(key => this.objects.get(key)!);
  }

  onChange(listener: (change: ClusterChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What the object would be after {@link apply}; the target itself where there is none yet. */
  predict(target: KubeObject): KubeObject {
    const key = keyOf(nameOf(target));
    const live = this.objects.get(key);
    return live ? appliedTo(live, target, this.applied.get(key)) : target;
  }

  /** Server-side apply, as Argo CD does it. */
  apply(target: KubeObject): 'created' | 'configured' | 'unchanged' {
    const key = keyOf(nameOf(target));
    const live = this.objects.get(key);
    const next = this.predict(target);
    this.applied.set(key, target);
    if (live && isSame(live, next)) return 'unchanged';
    this.put(key, live, next);
    return live ? 'configured' : 'created';
  }

  /** A write of anybody else: a controller's, a person's. Makes the object where it is not there. */
  write(object: KubeObject): KubeObject {
    const key = keyOf(nameOf(object));
    const live = this.objects.get(key);
    if (live && isSame(live, object)) return live;
    return this.put(key, live, object);
  }

  /** Alters an object that is there; nothing happens where it is not. */
  edit(name: ObjectName, change: (draft: KubeObject) => void): void {
    const live = this.get(name);
    if (!live) return;
    const draft = clone(live);
    change(draft);
    this.write(draft);
  }

  /** Removes an object with all that it owns. */
  remove(name: ObjectName): void {
    const key = keyOf(name);
    const object = this.objects.get(key);
    if (!object) return;
    const children = this.childrenOf(object);
    this.objects.delete(key);
    this.applied.delete(key);
    this.unindex(key, object);
    const resourceVersion = String(++this.version);
    this.tell({
      type: 'deleted',
      object: { ...object, metadata: { ...object.metadata, resourceVersion } },
      previous: object,
    });
    // After its owner, so that no controller makes it again.
    for (const child of children) this.remove(nameOf(child));
  }

  private put(
    key: string,
    live: KubeObject | undefined,
    object: KubeObject,
  ): KubeObject {
    const { metadata, ...rest } = object;
    const sameSpec = live && isSame(live.spec, object.spec);
    const counted = !UNCOUNTED.has(object.kind);
    const next: KubeObject = {
      ...(rest as KubeObject),
      metadata: {
        ...metadata,
        uid: live?.metadata.uid ?? randomUUID(),
        creationTimestamp:
          live?.metadata.creationTimestamp ?? timestamp(this.clock.now()),
        ...(counted && {
          generation: sameSpec
            ? live.metadata.generation
            : (live?.metadata.generation ?? 0) + 1,
        }),
        resourceVersion: String(++this.version),
      },
    };
    this.objects.set(key, next);
    if (live) this.unindex(key, live);
    this.index(key, next);
    this.tell(
      live
        ? { type: 'modified', object: next, previous: live }
        : { type: 'added', object: next },
    );
    return next;
  }

  private index(key: string, object: KubeObject) {
    for (const [index, value] of this.places(object)) index.add(value, key);
  }

  private unindex(key: string, object: KubeObject) {
    for (const [index, value] of this.places(object)) index.remove(value, key);
  }

  private places(object: KubeObject): Array<[KeyIndex, string]> {
    const { kind, metadata } = object;
    const group = this.groupOf(object);
    return [
      [this.ofKind, kind],
      [this.inNamespace, placeOf(kind, metadata.namespace ?? '')],
      ...(metadata.ownerReferences ?? []).map(({ uid }): [KeyIndex, string] => [
        this.owned,
        uid,
      ]),
      ...(group ? [[this.inGroup, group] as [KeyIndex, string]] : []),
    ];
  }

  private tell(change: ClusterChange) {
    for (const listener of [...this.listeners]) listener(change);
  }
}

function placeOf(kind: string, namespace: string): string {
  return `${kind}/${namespace}`;
}
