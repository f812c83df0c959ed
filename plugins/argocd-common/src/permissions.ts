import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To see the Applications of an entity, with their resources, events and differences. Its name is that of the community
 * plugin, so a policy that is there already holds.
 *
 * @public
 */
export const argocdReadPermission = createPermission({
  name: 'argocd.view.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * To make Argo CD compare an entity's Applications with Git anew.
 *
 * @public
 */
export const argocdRefreshPermission = createPermission({
  name: 'idp.argocd.refresh',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * To sync an entity's Applications to what Git says, and to end a running sync.
 *
 * @public
 */
export const argocdSyncPermission = createPermission({
  name: 'idp.argocd.sync',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * All permissions of the Argo CD plugin.
 *
 * @public
 */
export const argocdPermissions = [
  argocdReadPermission,
  argocdRefreshPermission,
  argocdSyncPermission,
];
