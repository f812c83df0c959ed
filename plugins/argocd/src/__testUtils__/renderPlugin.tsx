import type { Entity } from '@backstage/catalog-model';
import {
  mockedApi,
  renderAtEntity,
  renderPlugin as renderPlugins,
  type TestApis,
} from '@idp/testing-react';
import type { ArgoCDApi } from '@idp/plugin-argocd-common';
import type { JSX } from 'react';
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

export { address, expectAccessible, fakeSignals } from '@idp/testing-react';

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

export const orders: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    namespace: 'payments',
    name: 'orders',
    annotations: { 'argocd/app-name': 'payments--orders' },
  },
};

type Options = Omit<TestApis, 'apis'> & { api?: ArgoCDApi };

const withApi = ({ api, ...options }: Options) => ({
  ...options,
  apis: [[argocdApiRef, api ?? fakeApi()]] as const,
});

/** What the plugin links to. */
const neighbours = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
  '/changes/:id': changeRouteRef,
  '/create': goldenPathsRouteRef,
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
    mountedRoutes: { ...neighbours, '/argocd': rootRouteRef },
  });

/** The plugin in an app, at an address. */
export const renderPlugin = (path: string, options: Options = {}) =>
  renderPlugins(path, {
    ...withApi(options),
    features: [plugin],
    mountedRoutes: neighbours,
  });
