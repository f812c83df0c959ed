import type { GrafanaApi } from '@idp/plugin-grafana-common';
import { mockedApi, ordersWith, renderersOf } from '@idp/testing-react';
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

export {
  address,
  expectAccessible,
  fakeSignals,
  refusal,
} from '@idp/testing-react';

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

export const orders = ordersWith({
  'backstage.io/kubernetes-namespace': 'tenant-payments',
});

export const { renderOnEntity, renderPlugin } = renderersOf({
  plugin,
  apis: ({ api = fakeApi() }: { api?: GrafanaApi }) => [[grafanaApiRef, api]],
  entity: orders,
  tab: ENTITY_TAB_PATH,
  pages: { '/observability': rootRouteRef },
  neighbours: {
    '/catalog/:namespace/:kind/:name': entityRouteRef,
    '/changes/:id': changeRouteRef,
  },
});
