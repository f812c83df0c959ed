import { useApi } from '@backstage/frontend-plugin-api';
import { BatchStore, useReread, type BatchState } from '@idp/live-react';
import {
  grafanaSignalChannel,
  type EntitySummaries,
  type GrafanaApi,
} from '@idp/plugin-grafana-common';
import { useCallback, useSyncExternalStore } from 'react';
import { grafanaApiRef } from '../api';

/** As many as the backend takes at once. */
const BATCH = 500;

export type Summary = EntitySummaries['items'][string];

/** One store for all lists of a portal, as long as its client lives. */
const stores = new WeakMap<GrafanaApi, BatchStore<Summary>>();

function useSummaryStore(): BatchStore<Summary> {
  const api = useApi(grafanaApiRef);
  const store =
    stores.get(api) ??
    new BatchStore(async refs => (await api.getSummaries(refs)).items, BATCH);
  stores.set(api, store);
  return store;
}

/** The alerts of one entity of a list. Whoever shows the list calls {@link useFreshSummaries}, once. */
export function useSummary(entityRef: string): BatchState<Summary> {
  const store = useSummaryStore();
  const watch = useCallback(
    (tell: () => void) => store.watch(entityRef, tell),
    [store, entityRef],
  );
  return useSyncExternalStore(watch, () => store.get(entityRef));
}

/** Keeps the alerts of a list fresh. */
export function useFreshSummaries(): void {
  useReread(grafanaSignalChannel, useSummaryStore().reread);
}
