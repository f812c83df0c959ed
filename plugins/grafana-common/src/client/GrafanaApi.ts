import type { CompoundEntityRef } from '@backstage/catalog-model';
import type {
  AlertList,
  EntityAlerts,
  EntityDashboards,
  EntityLogs,
  EntityMarkers,
  EntitySignals,
  EntitySummaries,
  SignalData,
} from '../api';
import type { AlertState, LogLevel, SignalPanelId } from '../types';

/** @public */
export type EntityRef = string | CompoundEntityRef;

/**
 * A range of time and the environments; all of them when absent.
 *
 * @public
 */
export interface RangeQuery {
  /** ISO 8601 with a time zone. */
  from: string;
  to: string;
  environment?: string[];
}

/** @public */
export interface SignalQuery extends RangeQuery {
  panel: SignalPanelId;
  /** Seconds between points; chosen by the backend when absent, and made larger where a range would have too many points. */
  step?: number;
}

/** @public */
export interface LogQuery {
  /** One environment. */
  environment: string;
  /** ISO 8601; the last hour when absent. */
  from?: string;
  to?: string;
  /** Text that lines have, taken literally, at most 200 characters; upper and lower case are the same. */
  search?: string;
  /** Any of these; all when absent. */
  level?: LogLevel[];
  /** 1 to 1,000; 200 when absent. */
  limit?: number;
  /** A cursor of an earlier answer: what came since then. */
  after?: string;
}

/** @public */
export interface AlertQuery {
  state?: AlertState[];
  environment?: string[];
  cursor?: string;
  /** 1 to 500; 50 when absent. */
  limit?: number;
}

/** @public */
export interface GrafanaRequestOptions {
  /** For calls from a backend plugin; a browser's `fetchApi` brings its own. */
  token?: string;
  signal?: AbortSignal;
}

/**
 * The Grafana backend, as the signed-in person may use it. Refusals arrive as `ResponseError` of `@backstage/errors`.
 *
 * @public
 */
export interface GrafanaApi {
  getDashboards(
    entityRef: EntityRef,
    options?: GrafanaRequestOptions,
  ): Promise<EntityDashboards>;
  getAlerts(
    entityRef: EntityRef,
    options?: GrafanaRequestOptions,
  ): Promise<EntityAlerts>;
  /** Which panels and environments there are. */
  getSignals(
    entityRef: EntityRef,
    options?: GrafanaRequestOptions,
  ): Promise<EntitySignals>;
  /** One chart. */
  getSignal(
    entityRef: EntityRef,
    query: SignalQuery,
    options?: GrafanaRequestOptions,
  ): Promise<SignalData>;
  getMarkers(
    entityRef: EntityRef,
    query: RangeQuery,
    options?: GrafanaRequestOptions,
  ): Promise<EntityMarkers>;
  getLogs(
    entityRef: EntityRef,
    query: LogQuery,
    options?: GrafanaRequestOptions,
  ): Promise<EntityLogs>;
  /** At most 500 entities at once. */
  getSummaries(
    entityRefs: string[],
    options?: GrafanaRequestOptions,
  ): Promise<EntitySummaries>;
  listAlerts(
    query?: AlertQuery,
    options?: GrafanaRequestOptions,
  ): Promise<AlertList>;
}
