import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To see which paths in Vault an entity has, how old they are, and how they are delivered. Never a value.
 *
 * @public
 */
export const vaultReadPermission = createPermission({
  name: 'idp.vault.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * To have External Secrets read an entity's secrets again before their interval is over.
 *
 * @public
 */
export const vaultRefreshPermission = createPermission({
  name: 'idp.vault.refresh',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * All permissions of the Vault plugin.
 *
 * @public
 */
export const vaultPermissions = [vaultReadPermission, vaultRefreshPermission];
