import type { Entity } from '@backstage/catalog-model';
import {
  mockedApi,
  renderAtEntity,
  renderPlugin as renderPlugins,
  type TestApis,
} from '@idp/testing-react';
import type { VaultApi } from '@idp/plugin-vault-common';
import type { JSX } from 'react';
import { secretFormsApiRef, vaultApiRef, type SecretFormsApi } from '../api';
import plugin from '../index';
import {
  ENTITY_TAB_PATH,
  entityRouteRef,
  goldenPathsRouteRef,
  rootRouteRef,
} from '../routes';
import { answer, calendar, listOf, row } from './fixtures';

export { address, expectAccessible, fakeSignals } from '@idp/testing-react';

/** The backend as a test wants it. */
export const fakeApi = (
  fields: Partial<VaultApi> = {},
): jest.Mocked<VaultApi> =>
  mockedApi<VaultApi>({
    getEntitySecrets: async () => answer(),
    refreshDelivery: async () => {},
    listSecrets: async () => listOf([row('database')]),
    getRotations: async () => calendar(),
    ...fields,
  });

export const orders: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    namespace: 'payments',
    name: 'orders',
    annotations: { 'vault.io/secrets-path': 'tenant-payments/orders' },
  },
};

type Options = Omit<TestApis, 'apis'> & {
  api?: VaultApi;
  forms?: SecretFormsApi;
};

const withApi = ({ api, forms, ...options }: Options) => ({
  ...options,
  apis: [
    [vaultApiRef, api ?? fakeApi()],
    ...(forms ? [[secretFormsApiRef, forms]] : []),
  ] as [unknown, unknown][],
});

/** What the plugin links to. */
const neighbours = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
  '/create': goldenPathsRouteRef,
};

/** A part of the plugin on an entity's page, at an address of its tab. */
export const renderOnEntity = (
  part: JSX.Element,
  {
    path,
    entity = orders,
    ...options
  }: Options & { path?: string; entity?: Entity } = {},
) =>
  renderAtEntity(part, {
    ...withApi(options),
    entity,
    tab: ENTITY_TAB_PATH,
    path,
    mountedRoutes: { ...neighbours, '/vault': rootRouteRef },
  });

/** The plugin in an app, at an address. */
export const renderPlugin = (path: string, options: Options = {}) =>
  renderPlugins(path, {
    ...withApi(options),
    features: [plugin],
    mountedRoutes: neighbours,
  });
