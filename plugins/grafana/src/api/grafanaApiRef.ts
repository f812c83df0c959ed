import { createApiRef } from '@backstage/frontend-plugin-api';
import type { GrafanaApi } from '@idp/plugin-grafana-common';

/**
 * To replace or to mock the client of the Grafana backend.
 *
 * @public
 */
export const grafanaApiRef = createApiRef<GrafanaApi>({
  id: 'plugin.idp-grafana.client',
});
