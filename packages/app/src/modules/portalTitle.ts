import { configApiRef, useApi } from '@backstage/frontend-plugin-api';

/** What the configuration calls the portal. */
export function usePortalTitle(): string {
  return useApi(configApiRef).getOptionalString('app.title') ?? 'Backstage';
}
