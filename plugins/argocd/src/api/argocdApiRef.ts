import { createApiRef } from '@backstage/frontend-plugin-api';
import type { ArgoCDApi } from '@idp/plugin-argocd-common';

/**
 * To replace or to mock the client of the Argo CD backend.
 *
 * @public
 */
export const argocdApiRef = createApiRef<ArgoCDApi>({
  id: 'plugin.idp-argocd.client',
});
