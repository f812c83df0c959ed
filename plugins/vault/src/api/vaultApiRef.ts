import { createApiRef } from '@backstage/frontend-plugin-api';
import type { VaultApi } from '@idp/plugin-vault-common';

/**
 * To replace or to mock the client of the Vault backend.
 *
 * @public
 */
export const vaultApiRef = createApiRef<VaultApi>({
  id: 'plugin.idp-vault.client',
});
