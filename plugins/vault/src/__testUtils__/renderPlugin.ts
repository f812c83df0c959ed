import { mockedApi, ordersWith, renderersOf } from '@idp/testing-react';
import type { VaultApi } from '@idp/plugin-vault-common';
import { secretFormsApiRef, vaultApiRef, type SecretFormsApi } from '../api';
import plugin from '../index';
import {
  ENTITY_TAB_PATH,
  entityRouteRef,
  goldenPathsRouteRef,
  rootRouteRef,
} from '../routes';
import { answer, calendar, listOf, row } from './fixtures';

export {
  address,
  expectAccessible,
  fakeSignals,
  refusal,
} from '@idp/testing-react';

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

export const orders = ordersWith({
  'vault.io/secrets-path': 'tenant-payments/orders',
});

export const { renderOnEntity, renderPlugin } = renderersOf({
  plugin,
  apis: ({
    api = fakeApi(),
    forms,
  }: {
    api?: VaultApi;
    forms?: SecretFormsApi;
  }) => [
    [vaultApiRef, api],
    ...(forms ? [[secretFormsApiRef, forms] as const] : []),
  ],
  entity: orders,
  tab: ENTITY_TAB_PATH,
  pages: { '/vault': rootRouteRef },
  neighbours: {
    '/catalog/:namespace/:kind/:name': entityRouteRef,
    '/create': goldenPathsRouteRef,
  },
});
