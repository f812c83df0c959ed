import type {
  Application,
  ApplicationRef,
  HealthStatus,
  InstanceState,
  Resource,
  ResourceDiff,
  ResourceEvent,
  Revision,
  SyncStatus,
  SyncWindow,
} from './types';

/**
 * An Application as one entity has it.
 *
 * @public
 */
export interface EntityApplication extends Application {
  /**
   * Somebody other than the entity's author says that it is this entity's: the platform's contract, or the configured
   * owners. Without that there is its state only: no objects, no differences, no events, and nothing can be done with it.
   */
  confirmed: boolean;
}

/**
 * `GET /entities/:kind/:namespace/:name/applications`
 *
 * @public
 */
export interface EntityApplications {
  applications: EntityApplication[];
  /** What is known of the revisions that stand in `applications`, by revision. */
  revisions: Record<string, Revision>;
  instances: InstanceState[];
  /** Applications that the entity names and no live instance has. */
  missing: string[];
  /** What is wrong with the entity's annotations, in words. */
  problems: string[];
  /** What the signed-in person may do with them. */
  permissions: { refresh: boolean; sync: boolean };
}

/**
 * `GET /entities/:kind/:namespace/:name/applications/:instance/:appNamespace/:app/resources`
 *
 * @public
 */
export interface ApplicationResources {
  resources: Resource[];
  /** ISO 8601, UTC. */
  readAt: string;
}

/**
 * `GET …/diff`, of one object with `?group=&kind=&namespace=&name=`
 *
 * @public
 */
export interface ApplicationDiff {
  items: ResourceDiff[];
  readAt: string;
}

/**
 * `GET …/events`, of one object with `?uid=&namespace=&name=`
 *
 * @public
 */
export interface ApplicationEvents {
  items: ResourceEvent[];
  readAt: string;
}

/**
 * `GET …/compare?from=&to=`: what two deployments made of Git, `from` and `to` being {@link Deployment.id}s. Nothing is
 * done; this is what a change that goes back to `to` would bring.
 *
 * @public
 */
export interface DeploymentComparison {
  /** `modified`, `missing`: in `to` only, `extra`: in `from` only. */
  items: ResourceDiff[];
  readAt: string;
}

/**
 * `GET …/sync-windows`
 *
 * @public
 */
export interface ApplicationSyncWindows {
  items: SyncWindow[];
  readAt: string;
}

/**
 * `POST …/refresh`
 *
 * @public
 */
export interface RefreshRequest {
  /** Also render anew what has not changed. */
  hard?: boolean;
}

/**
 * `POST …/sync`. `POST …/terminate` has no body.
 *
 * @public
 */
export interface SyncRequest {
  prune?: boolean;
  dryRun?: boolean;
  /** These only; all when absent. */
  resources?: Array<{
    group: string;
    kind: string;
    namespace?: string;
    name: string;
  }>;
}

/**
 * One line of `GET /applications`.
 *
 * @public
 */
export interface ApplicationRow {
  ref: ApplicationRef;
  project: string;
  destination: { cluster: string; namespace?: string };
  sync: SyncStatus;
  health: HealthStatus;
  operation?: string;
  /** The entity that it belongs to, where the portal knows. */
  entityRef?: string;
  /** What rows are grouped by: the tenant on this platform, elsewhere the owning group. */
  group?: string;
  changedAt?: string;
}

/**
 * `GET /applications?q=&instance=&project=&group=&sync=&health=&cursor=&limit=`: those of which the person may see an
 * entity. What is broken comes first, then what differs from Git, then the rest by name; `limit` is at most 500. The first
 * five filters may be repeated.
 *
 * @public
 */
export interface ApplicationList {
  items: ApplicationRow[];
  nextCursor?: string;
  /** Of all that fit the filters and the person may see. */
  counts: {
    total: number;
    sync: Partial<Record<SyncStatus, number>>;
    health: Partial<Record<HealthStatus, number>>;
    instance: Record<string, number>;
    project: Record<string, number>;
    group: Record<string, number>;
  };
  instances: InstanceState[];
}

/**
 * `POST /summaries` with `{entityRefs: […]}`, for columns of lists: the worst of each entity's Applications.
 *
 * @public
 */
export interface EntitySummaries {
  items: Record<
    string,
    { applications: number; sync: SyncStatus; health: HealthStatus }
  >;
}
