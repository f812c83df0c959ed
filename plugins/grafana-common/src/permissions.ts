import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To see the dashboards and alerts of an entity.
 *
 * @public
 */
export const grafanaReadPermission = createPermission({
  name: 'idp.grafana.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * To see what is measured of an entity: rate, errors, duration, saturation.
 *
 * @public
 */
export const grafanaSignalsReadPermission = createPermission({
  name: 'idp.grafana.signals.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * To read an entity's log lines, which may hold what people typed.
 *
 * @public
 */
export const grafanaLogsReadPermission = createPermission({
  name: 'idp.grafana.logs.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * All permissions of the Grafana plugin.
 *
 * @public
 */
export const grafanaPermissions = [
  grafanaReadPermission,
  grafanaSignalsReadPermission,
  grafanaLogsReadPermission,
];
