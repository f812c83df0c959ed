import {
  BackendRequests,
  entityPath,
  type ClientOptions,
} from '@idp/parts-common';
import type {
  AlertQuery,
  EntityRef,
  GrafanaApi,
  GrafanaRequestOptions,
  LogQuery,
  RangeQuery,
  SignalQuery,
} from './GrafanaApi';

/**
 * Calls the Grafana backend over HTTP. For browsers and for backend plugins.
 *
 * @public
 */
export class GrafanaClient implements GrafanaApi {
  readonly #requests: BackendRequests;

  constructor(options: ClientOptions) {
    this.#requests = new BackendRequests('idp-grafana', options);
  }

  getDashboards(entityRef: EntityRef, options?: GrafanaRequestOptions) {
    return this.#requests.read(
      [...entityPath(entityRef), 'dashboards'],
      options,
    );
  }

  getAlerts(entityRef: EntityRef, options?: GrafanaRequestOptions) {
    return this.#requests.read([...entityPath(entityRef), 'alerts'], options);
  }

  getSignals(entityRef: EntityRef, options?: GrafanaRequestOptions) {
    return this.#requests.read([...entityPath(entityRef), 'signals'], options);
  }

  getSignal(
    entityRef: EntityRef,
    { panel, from, to, step, environment }: SignalQuery,
    options?: GrafanaRequestOptions,
  ) {
    return this.#requests.read([...entityPath(entityRef), 'signals', panel], {
      ...options,
      query: { from, to, step, environment },
    });
  }

  getMarkers(
    entityRef: EntityRef,
    { from, to, environment }: RangeQuery,
    options?: GrafanaRequestOptions,
  ) {
    return this.#requests.read([...entityPath(entityRef), 'markers'], {
      ...options,
      query: { from, to, environment },
    });
  }

  getLogs(
    entityRef: EntityRef,
    { environment, from, to, search, level, limit, after }: LogQuery,
    options?: GrafanaRequestOptions,
  ) {
    return this.#requests.read([...entityPath(entityRef), 'logs'], {
      ...options,
      query: { environment, from, to, search, level, limit, after },
    });
  }

  getSummaries(entityRefs: string[], options?: GrafanaRequestOptions) {
    return this.#requests.read(['summaries'], {
      ...options,
      body: { entityRefs },
    });
  }

  listAlerts(
    { state, environment, cursor, limit }: AlertQuery = {},
    options?: GrafanaRequestOptions,
  ) {
    return this.#requests.read(['alerts'], {
      ...options,
      query: { state, environment, cursor, limit },
    });
  }
}
