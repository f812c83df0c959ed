import type { Entity } from '@backstage/catalog-model';
import type { GrafanaApi } from '@idp/plugin-grafana-common';
import {
  mockedApi,
  renderAtEntity,
  renderPlugin as renderPlugins,
  type TestApis,
} from '@idp/testing-react';
import type { JSX } from 'react';
import { grafanaApiRef } from '../api';
import plugin from '../index';
import {
  changeRouteRef,
  ENTITY_TAB_PATH,
  entityRouteRef,
  rootRouteRef,
} from '../routes';
import {
  alerts,
  dashboards,
  list,
  logs,
  markers,
  row,
  signal,
  signals,
} from './fixtures';

export { address, expectAccessible, fakeSignals } from '@idp/testing-react';

/** The backend as a test wants it. */
export function fakeApi(
  fields: Partial<GrafanaApi> = {},
): jest.Mocked<GrafanaApi> {
  return mockedApi<GrafanaApi>({
    getDashboards: async () => dashboards(),
    getAlerts: async () => alerts(),
    getSignals: async () => signals(),
    getSignal: async (_, { panel }) => signal({ panel }),
    getMarkers: async () => markers(),
    getLogs: async () => logs(),
    getSummaries: async () => ({ items: {}, sources: [] }),
    listAlerts: async () => list([row('component:payments/orders')]),
    ...fields,
  });
}

/** What a client throws when the backend refuses. */
export const refusal = (statusCode: number, message = 'no') =>
  Object.assign(new Error(message), { statusCode });

export const orders: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    namespace: 'payments',
    name: 'orders',
    annotations: { 'backstage.io/kubernetes-namespace': 'tenant-payments' },
  },
};

type Options = Omit<TestApis, 'apis'> & { api?: GrafanaApi };

const withApi = ({ api, ...options }: Options) => ({
  ...options,
  apis: [[grafanaApiRef, api ?? fakeApi()]] as const,
});

/** What the plugin links to. */
const neighbours = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
  '/changes/:id': changeRouteRef,
};

/** A part of the plugin on an entity's page, at an address below its tab. */
export const renderOnEntity = (
  part: JSX.Element,
  {
    path,
    entity = orders,
    ...options
  }: Options & {
    path?: string;
    entity?: Entity;
  } = {},
) =>
  renderAtEntity(part, {
    ...withApi(options),
    entity,
    tab: ENTITY_TAB_PATH,
    path,
    mountedRoutes: { ...neighbours, '/observability': rootRouteRef },
  });

/** The plugin in an app, at an address. */
export const renderPlugin = (path: string, options: Options = {}) =>
  renderPlugins(path, {
    ...withApi(options),
    features: [plugin],
    mountedRoutes: neighbours,
  });
