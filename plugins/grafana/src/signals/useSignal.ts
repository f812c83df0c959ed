import { useApi } from '@backstage/frontend-plugin-api';
import { useRead } from '@idp/live-react';
import type { SignalPanelId } from '@idp/plugin-grafana-common';
import { grafanaApiRef } from '../api';
import { boundsOf, isLive, isoOf, type Range } from '../model/range';
import { refreshMs } from './refresh';
import { useTicking } from './useTicking';

/** One chart's values. A range that ends now goes on while somebody looks. */
export function useSignal(
  entityRef: string,
  panel: SignalPanelId,
  range: Range,
  environment: string[],
) {
  const api = useApi(grafanaApiRef);
  const read = useRead(
    JSON.stringify([entityRef, panel, range, environment]),
    () =>
      api.getSignal(entityRef, {
        panel,
        ...isoOf(boundsOf(range, Date.now())),
        environment,
      }),
  );
  useTicking(read.reload, isLive(range) ? refreshMs(range) : undefined);
  return read;
}

/** What was deployed in a range. */
export function useMarkers(
  entityRef: string,
  range: Range,
  environment: string[],
) {
  const api = useApi(grafanaApiRef);
  const read = useRead(JSON.stringify([entityRef, range, environment]), () =>
    api.getMarkers(entityRef, {
      ...isoOf(boundsOf(range, Date.now())),
      environment,
    }),
  );
  useTicking(read.reload, isLive(range) ? refreshMs(range) : undefined);
  return read;
}
