import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To see changes, their files and their text.
 *
 * @public
 */
export const changesReadPermission = createPermission({
  name: 'idp.changes.read',
  attributes: { action: 'read' },
});

/**
 * To merge or close a change; asked once for every tenant that it touches, with the tenant's entity as resource.
 *
 * @public
 */
export const changesMergePermission = createPermission({
  name: 'idp.changes.merge',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * To merge or close any change, also one of a tenant that is not in the catalog yet.
 *
 * @public
 */
export const changesAdministerPermission = createPermission({
  name: 'idp.changes.administer',
  attributes: { action: 'update' },
});

/**
 * All permissions of the changes plugin.
 *
 * @public
 */
export const changesPermissions = [
  changesReadPermission,
  changesMergePermission,
  changesAdministerPermission,
];
