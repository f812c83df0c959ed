import { useApi } from '@backstage/frontend-plugin-api';
import { argocdSignalChannel, type ArgoCDApi } from '@idp/plugin-argocd-common';
import { useReread } from '@idp/live-react';
import { useCallback, useSyncExternalStore } from 'react';
import { argocdApiRef } from '../api';
import { SummaryStore, type SummaryState } from './SummaryStore';

/** One store for all lists of a portal, as long as its client lives. */
const stores = new WeakMap<ArgoCDApi, SummaryStore>();

export function useSummaryStore(): SummaryStore {
  const api = useApi(argocdApiRef);
  const store = stores.get(api) ?? new SummaryStore(api);
  stores.set(api, store);
  return store;
}

/** The state of one entity of a list. Whoever shows the list calls {@link useFreshSummaries}, once. */
export function useSummary(entityRef: string): SummaryState {
  const store = useSummaryStore();
  const watch = useCallback(
    (tell: () => void) => store.watch(entityRef, tell),
    [store, entityRef],
  );
  return useSyncExternalStore(watch, () => store.get(entityRef));
}

/** Keeps the states of a list fresh. */
export function useFreshSummaries(): void {
  useReread(argocdSignalChannel, useSummaryStore().reread);
}
