import { useApi, type ApiRef } from '@backstage/frontend-plugin-api';
import { useCallback, useSyncExternalStore } from 'react';
import { BatchStore, type BatchState } from './BatchStore';
import { useReread } from './useReread';

/**
 * The hooks of what rows of a list show.
 *
 * @public
 */
export interface BatchRead<T> {
  /** What is known of one row. Whoever shows the list calls `useFreshRows`, once. */
  useRow: (key: string) => BatchState<T>;
  /** Reads all rows that are shown again whenever something may have changed. */
  useFreshRows: () => void;
}

/**
 * Makes the hooks of what rows of a list show: read in one request for all that appear in the same moment, and known to all
 * lists of a portal as long as the client lives that answers.
 *
 * @public
 */
export function createBatchRead<A extends object, T>({
  apiRef,
  channel,
  read,
  most,
}: {
  /** The client of the backend. */
  apiRef: ApiRef<A>;
  /** The signal channel that tells of changes. */
  channel: string;
  /** Answers by key; a key that is not in the answer has no value. */
  read: (api: A, keys: string[]) => Promise<Record<string, T>>;
  /** As many as the backend takes at once. */
  most: number;
}): BatchRead<T> {
  const stores = new WeakMap<A, BatchStore<T>>();

  function useStore(): BatchStore<T> {
    const api = useApi(apiRef);
    const store =
      stores.get(api) ?? new BatchStore<T>(keys => read(api, keys), most);
    stores.set(api, store);
    return store;
  }

  return {
    useRow(key) {
      const store = useStore();
      const watch = useCallback(
        (tell: () => void) => store.watch(key, tell),
        [store, key],
      );
      return useSyncExternalStore(watch, () => store.get(key));
    },
    useFreshRows() {
      useReread(channel, useStore().reread);
    },
  };
}
