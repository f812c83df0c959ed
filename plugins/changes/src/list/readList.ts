import type { ChangeList } from '@idp/plugin-changes-common';
import type { ChangesApi } from '../api';
import { isNarrowed, type Filters } from './filters';

export const PAGE_SIZE = 30;

/** One page of the list, and, where it is empty, why. */
export interface ListPageData extends ChangeList {
  /** Nobody has opened a change yet. */
  noneAtAll: boolean;
}

/** Reads one page. An empty first page costs one more question: whether there is any change at all. */
export async function readList(
  api: ChangesApi,
  filters: Filters,
  options: { cursor?: string; signedIn: () => Promise<string> },
): Promise<ListPageData> {
  const { state, q, mine, entityRef } = filters;
  const list = await api.listChanges({
    state,
    q,
    entityRef,
    author: mine ? await options.signedIn() : undefined,
    cursor: options.cursor,
    limit: PAGE_SIZE,
  });
  if (list.items.length > 0 || list.nextCursor || options.cursor) {
    return { ...list, noneAtAll: false };
  }
  if (state === 'all' && !isNarrowed(filters)) {
    return { ...list, noneAtAll: true };
  }
  const any = await api.listChanges({ state: 'all', limit: 1 });
  return { ...list, noneAtAll: any.items.length === 0 && !any.nextCursor };
}
