import { useApi } from '@backstage/frontend-plugin-api';
import { useLiveRead } from '@idp/live-react';
import { grafanaSignalChannel } from '@idp/plugin-grafana-common';
import { grafanaApiRef } from './grafanaApiRef';

/** The dashboards of an entity, live. */
export function useDashboards(entityRef: string) {
  const api = useApi(grafanaApiRef);
  return useLiveRead(grafanaSignalChannel, entityRef, () =>
    api.getDashboards(entityRef),
  );
}

/** The alerts of an entity, live. */
export function useAlerts(entityRef: string) {
  const api = useApi(grafanaApiRef);
  return useLiveRead(grafanaSignalChannel, entityRef, () =>
    api.getAlerts(entityRef),
  );
}

/** What can be measured of an entity, and where. */
export function useSignals(entityRef: string) {
  const api = useApi(grafanaApiRef);
  return useLiveRead(grafanaSignalChannel, entityRef, () =>
    api.getSignals(entityRef),
  );
}
