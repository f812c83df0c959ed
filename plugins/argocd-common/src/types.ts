/**
 * Names one Application among all instances of Argo CD.
 *
 * @public
 */
export interface ApplicationRef {
  /** As the configuration names it. */
  instance: string;
  /** The namespace that the Application itself is in. */
  namespace: string;
  name: string;
}

/** @public */
export type SyncStatus = 'Synced' | 'OutOfSync' | 'Unknown';

/** @public */
export type HealthStatus =
  | 'Healthy'
  | 'Progressing'
  | 'Degraded'
  | 'Suspended'
  | 'Missing'
  | 'Unknown';

/** @public */
export type OperationPhase =
  | 'Running'
  | 'Succeeded'
  | 'Failed'
  | 'Error'
  | 'Terminating';

/**
 * Where manifests come from.
 *
 * @public
 */
export interface ApplicationSource {
  repoURL: string;
  path?: string;
  chart?: string;
  targetRevision?: string;
}

/**
 * What Argo CD does, or did last.
 *
 * @public
 */
export interface ApplicationOperation {
  phase: OperationPhase;
  message?: string;
  /** ISO 8601, UTC. */
  startedAt?: string;
  finishedAt?: string;
  retries?: number;
  /** Who asked for it; absent when Argo CD did so by itself. */
  by?: string;
}

/**
 * Something that Argo CD has to say of an Application.
 *
 * @public
 */
export interface ApplicationCondition {
  /** Such as `SyncError`. */
  type: string;
  message: string;
  since?: string;
  /** What to do about it, in the plugin's own words, where it knows. */
  remedy?: string;
}

/**
 * The change, one pull request, that brought what was deployed.
 *
 * @public
 */
export interface DeployedChange {
  id: string;
  title: string;
  /**
   * The commit of main that it was merged as. Where others write to the same repository, a deployment is often of a later one,
   * which changed nothing in it.
   */
  revision: string;
}

/**
 * One deployment, newest first where there are several.
 *
 * @public
 */
export interface Deployment {
  /** Argo CD's own number; it grows with each deployment. */
  id: number;
  /** One for each source. */
  revisions: string[];
  startedAt?: string;
  deployedAt: string;
  by?: string;
  /** Where the portal opened one, and knows it yet. */
  change?: DeployedChange;
}

/**
 * An object of an Application that is not well. An Application's own health has no words; these have.
 *
 * @public
 */
export interface ApplicationTrouble {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
  health: HealthStatus;
  message?: string;
}

/**
 * An Application as Argo CD knows it.
 *
 * @public
 */
export interface Application {
  ref: ApplicationRef;
  project: string;
  destination: { cluster: string; namespace?: string };
  sources: ApplicationSource[];
  sync: { status: SyncStatus; revisions: string[] };
  health: { status: HealthStatus; message?: string; since?: string };
  operation?: ApplicationOperation;
  conditions: ApplicationCondition[];
  /** Where it is not healthy, the claim is confirmed and Argo CD has been asked: the worst first, at most 5. */
  troubles?: ApplicationTrouble[];
  images: string[];
  deployments: Deployment[];
  /** The ApplicationSet that made it. */
  parent?: string;
  /** Argo CD syncs it by itself. */
  automated: boolean;
  createdAt: string;
  /** It is being deleted since. */
  deletedAt?: string;
  /** Its page in Argo CD, where the instance has a public address. */
  url?: string;
}

/**
 * What is known of a commit.
 *
 * @public
 */
export interface Revision {
  revision: string;
  author?: string;
  message?: string;
  /** ISO 8601, UTC. */
  date?: string;
}

/**
 * How fresh the news of an instance is.
 *
 * @public
 */
export interface InstanceState {
  name: string;
  url?: string;
  /** `live`: a stream is open. `stale`: the last answer is shown. `unknown`: it has never answered. */
  state: 'live' | 'stale' | 'unknown';
  /** Since when it is so; ISO 8601, UTC. */
  since: string;
  /** Why, where it is not live; without address and token. */
  reason?: string;
}

/**
 * A Kubernetes object of an Application.
 *
 * @public
 */
export interface Resource {
  uid?: string;
  group: string;
  version: string;
  kind: string;
  namespace?: string;
  name: string;
  /** `uid`s of what it belongs to. */
  parents: string[];
  sync?: SyncStatus;
  health?: { status: HealthStatus; message?: string };
  createdAt?: string;
  images?: string[];
}

/**
 * How an object differs from what Git says. Values of Secrets are masked in both texts.
 *
 * @public
 */
export interface ResourceDiff {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
  /** `missing`: in Git only. `extra`: in the cluster only, to be pruned. */
  status: 'modified' | 'missing' | 'extra';
  /** Unified diff from live to desired, with `diff --git` header. */
  patch?: string;
  omitted?: 'too-large';
}

/** @public */
export interface ResourceEvent {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  count: number;
  first?: string;
  last?: string;
}

/** @public */
export interface SyncWindow {
  kind: 'allow' | 'deny';
  /** Cron, in `timeZone`. */
  schedule: string;
  duration: string;
  timeZone?: string;
  active: boolean;
  manualSync: boolean;
}
