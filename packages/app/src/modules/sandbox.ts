import { configApiRef, useApi } from '@backstage/frontend-plugin-api';

/** Whether the clusters that the portal shows are stand-ins on this machine. */
export function useIsSandbox(): boolean {
  return useApi(configApiRef).getOptionalBoolean('app.sandbox') ?? false;
}
