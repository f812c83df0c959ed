import type {
  Application,
  ApplicationEvent,
  CommitDetails,
  Health,
  KubeEvent,
  KubeObject,
  Operation,
} from '../world';

/** A node of the resource tree, as Argo CD writes it. */
export interface ResourceNode {
  group?: string;
  version: string;
  kind: string;
  namespace?: string;
  name: string;
  uid?: string;
  parentRefs?: Array<Omit<ResourceNode, 'parentRefs'>>;
  info?: Array<{ name: string; value: string }>;
  networkingInfo?: Record<string, unknown>;
  resourceVersion?: string;
  images?: string[];
  health?: Health;
  createdAt?: string;
}

/** An object as Git wants it and as it is, in JSON, as Argo CD writes it. */
export interface ManagedResource {
  group?: string;
  kind: string;
  namespace?: string;
  name: string;
  targetState: string;
  liveState: string;
  normalizedLiveState: string;
  predictedLiveState: string;
  resourceVersion?: string;
  modified?: boolean;
}

/** What the wire format is made of: the world's Argo CD, or a made-up one for measurements. */
export interface ArgoCDView {
  /** Of the newest change. */
  resourceVersion(): string;
  /** How many there are. */
  size(): number;
  /**
   * All, sorted by name; each is read before the next is asked for. With `where`, those that it turns down by their name
   * and labels may be left out.
   */
  list(
    where?: (name: string, labels: Readonly<Record<string, string>>) => boolean,
  ): Iterable<Application>;
  get(namespace: string, name: string): Application | undefined;
  subscribe(listener: (event: ApplicationEvent) => void): () => void;
  projects(): KubeObject[];
  tree(application: Application): ResourceNode[];
  managedResources(application: Application): ManagedResource[];
  /** Of the Application itself, or of one of its objects; undefined where it has no such object. */
  events(
    application: Application,
    object?: { uid: string },
  ): KubeEvent[] | undefined;
  manifests(application: Application, revision?: string): Promise<KubeObject[]>;
  commit(revision: string): Promise<CommitDetails | undefined>;
  refresh(
    application: Application,
    hard: boolean,
  ): Promise<Application | undefined>;
  /** False when another operation runs. */
  sync(application: Application, operation: Operation): boolean;
  /** False when none runs. */
  terminate(application: Application): boolean;
}
