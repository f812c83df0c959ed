import { mockedApi, ordersWith, renderersOf } from '@idp/testing-react';
import type { ArgoCDApi } from '@idp/plugin-argocd-common';
import { argocdApiRef } from '../api';
import plugin from '../index';
import {
  changeRouteRef,
  ENTITY_TAB_PATH,
  entityRouteRef,
  goldenPathsRouteRef,
  rootRouteRef,
} from '../routes';
import {
  answer,
  diff,
  events,
  listOf,
  resources,
  row,
  windows,
} from './fixtures';

export {
  address,
  expectAccessible,
  fakeSignals,
  refusal,
} from '@idp/testing-react';

/** The backend as a test wants it. */
export function fakeApi(
  fields: Partial<ArgoCDApi> = {},
): jest.Mocked<ArgoCDApi> {
  return mockedApi<ArgoCDApi>({
    getEntityApplications: async () => answer(),
    getResources: async () => resources,
    getDiff: async () => diff,
    getEvents: async () => events,
    compareDeployments: async () => diff,
    getSyncWindows: async () => windows,
    refresh: async () => {},
    sync: async () => {},
    terminate: async () => {},
    listApplications: async () => listOf([row('orders')]),
    getSummaries: async () => ({ items: {} }),
    ...fields,
  });
}

export const orders = ordersWith({
  'argocd/app-name': 'payments--orders',
});

export const { renderOnEntity, renderPlugin } = renderersOf({
  plugin,
  apis: ({ api = fakeApi() }: { api?: ArgoCDApi }) => [[argocdApiRef, api]],
  entity: orders,
  tab: ENTITY_TAB_PATH,
  pages: { '/argocd': rootRouteRef },
  neighbours: {
    '/catalog/:namespace/:kind/:name': entityRouteRef,
    '/changes/:id': changeRouteRef,
    '/create': goldenPathsRouteRef,
  },
});
