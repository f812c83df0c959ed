import { renderInOldApp } from '@idp/testing-react/legacy';
import { screen } from '@testing-library/react';
import { fakeApi, orders } from './__testUtils__/renderPlugin';
import {
  EntityVaultCard,
  EntityVaultContent,
  isVaultAvailable,
  vaultApiRef,
  VaultPage,
  vaultPlugin,
} from './legacy';

async function renderOldApp(path: string) {
  const api = fakeApi();
  await renderInOldApp(path, {
    apis: [[vaultApiRef, api]],
    pages: { '/vault': <VaultPage /> },
    entity: orders,
    parts: {
      '/entity': (
        <>
          <EntityVaultCard />
          <EntityVaultContent />
        </>
      ),
    },
  });
  return api;
}

describe('in an app of the old frontend system', () => {
  it('makes the client of the backend', () => {
    expect([...vaultPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.idp-vault.client',
    ]);
  });

  it('knows which entities say anything of Vault', () => {
    expect(isVaultAvailable(orders)).toBe(true);
    expect(isVaultAvailable({ ...orders, metadata: { name: 'x' } })).toBe(
      false,
    );
  });

  it('shows all secrets, and the calendar below', async () => {
    await renderOldApp('/vault');
    expect(
      await screen.findByText('tenant-payments/orders/database'),
    ).toBeInTheDocument();
  });

  it('shows when they fall due', async () => {
    const api = await renderOldApp('/vault/rotations?month=2027-03');
    expect(
      await screen.findByText('Nothing falls due in March 2027.'),
    ).toBeInTheDocument();
    expect(api.getRotations).toHaveBeenCalled();
  });

  it('shows an entity’s secrets in short and in full', async () => {
    const api = await renderOldApp('/entity');
    expect(
      await screen.findByText(/orders\/database · Written by payments/),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('region', { name: /orders\/database in Vault/ }),
    ).toBeInTheDocument();
    expect(api.getEntitySecrets).toHaveBeenCalledWith(
      'component:payments/orders',
    );
  });
});
