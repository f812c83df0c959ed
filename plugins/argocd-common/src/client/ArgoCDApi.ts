import type { CompoundEntityRef } from '@backstage/catalog-model';
import type {
  ApplicationDiff,
  ApplicationEvents,
  ApplicationList,
  ApplicationResources,
  ApplicationSyncWindows,
  DeploymentComparison,
  EntityApplications,
  EntitySummaries,
  RefreshRequest,
  SyncRequest,
} from '../api';
import type { ApplicationRef, HealthStatus, SyncStatus } from '../types';

/**
 * One Application of one entity. The backend answers only where the entity may have it.
 *
 * @public
 */
export interface EntityApplicationRef {
  /** A full reference, such as `component:payments/orders`. */
  entityRef: string | CompoundEntityRef;
  application: ApplicationRef;
}

/**
 * One Kubernetes object of an Application.
 *
 * @public
 */
export interface ResourceQuery {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
}

/**
 * The object that events are wanted of.
 *
 * @public
 */
export interface EventsQuery {
  uid?: string;
  namespace?: string;
  name: string;
}

/**
 * Which Applications are listed; all that the person may see without any of it.
 *
 * @public
 */
export interface ApplicationQuery {
  /** Free text: a part of the name, project, destination or entity. */
  q?: string;
  instance?: string[];
  project?: string[];
  group?: string[];
  sync?: SyncStatus[];
  health?: HealthStatus[];
  cursor?: string;
  /** 1 to 500; 50 when absent. */
  limit?: number;
}

/** @public */
export interface ArgoCDRequestOptions {
  /** For calls from a backend plugin; a browser's `fetchApi` brings its own. */
  token?: string;
  signal?: AbortSignal;
}

/**
 * The Argo CD backend, as the signed-in person may use it. Refusals arrive as `ResponseError` of `@backstage/errors`.
 *
 * @public
 */
export interface ArgoCDApi {
  getEntityApplications(
    entityRef: string | CompoundEntityRef,
    options?: ArgoCDRequestOptions,
  ): Promise<EntityApplications>;
  getResources(
    ref: EntityApplicationRef,
    options?: ArgoCDRequestOptions,
  ): Promise<ApplicationResources>;
  /** Of one object, or of all that differ. */
  getDiff(
    ref: EntityApplicationRef,
    resource?: ResourceQuery,
    options?: ArgoCDRequestOptions,
  ): Promise<ApplicationDiff>;
  /** Of one object, or of the Application itself. */
  getEvents(
    ref: EntityApplicationRef,
    resource?: EventsQuery,
    options?: ArgoCDRequestOptions,
  ): Promise<ApplicationEvents>;
  /** `from` and `to` are ids of deployments. */
  compareDeployments(
    ref: EntityApplicationRef,
    deployments: { from: number; to: number },
    options?: ArgoCDRequestOptions,
  ): Promise<DeploymentComparison>;
  getSyncWindows(
    ref: EntityApplicationRef,
    options?: ArgoCDRequestOptions,
  ): Promise<ApplicationSyncWindows>;
  refresh(
    ref: EntityApplicationRef,
    request?: RefreshRequest,
    options?: ArgoCDRequestOptions,
  ): Promise<void>;
  sync(
    ref: EntityApplicationRef,
    request?: SyncRequest,
    options?: ArgoCDRequestOptions,
  ): Promise<void>;
  terminate(
    ref: EntityApplicationRef,
    options?: ArgoCDRequestOptions,
  ): Promise<void>;
  listApplications(
    query?: ApplicationQuery,
    options?: ArgoCDRequestOptions,
  ): Promise<ApplicationList>;
  /** At most 500 entities at once. */
  getSummaries(
    entityRefs: string[],
    options?: ArgoCDRequestOptions,
  ): Promise<EntitySummaries>;
}
