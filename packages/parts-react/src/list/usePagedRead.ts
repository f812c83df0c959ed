import { useLiveRead, type Read } from '@idp/live-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  PAGE,
  readAgain,
  withPage,
  type Paged,
  type PagedSource,
} from './pages';

/**
 * What was read of a list, and how the reading of more goes.
 *
 * @public
 */
export interface PagedRead<L> extends Read<L> {
  /** Reads the next page, unless there is none or it is on its way. */
  more: () => void;
  /** The next page is on its way. */
  loading: boolean;
  /** Why the next page could not be read. */
  moreError?: unknown;
}

/**
 * A list that keeps itself up to date, as many pages of it as were asked for.
 *
 * @param channel - the signal channel that tells of changes
 * @param key - what is listed; another key reads anew
 * @public
 */
export function usePagedRead<T, L extends Paged<T>>(
  channel: string,
  key: string,
  source: PagedSource<T, L>,
): PagedRead<L> {
  const shown = useRef<{ key: string; list: L }>();
  const latest = useRef(source);
  useEffect(() => {
    latest.current = source;
  });
  const read = useLiveRead(channel, key, () =>
    readAgain(
      source,
      shown.current?.key === key ? shown.current.list : undefined,
    ),
  );
  const { value, pending, put } = read;
  const [loading, setLoading] = useState(false);
  const [moreError, setMoreError] = useState<unknown>();
  useEffect(() => {
    shown.current = value && !pending ? { key, list: value } : undefined;
  }, [key, value, pending]);
  useEffect(() => setMoreError(undefined), [key]);

  const more = useCallback(async () => {
    const at = shown.current;
    if (!at?.list.nextCursor || loading) return;
    const { readPage, idOf } = latest.current;
    setLoading(true);
    setMoreError(undefined);
    try {
      const page = await readPage({ limit: PAGE, cursor: at.list.nextCursor });
      const now = shown.current;
      if (now?.key === at.key) put(withPage(now.list, page, idOf));
    } catch (error) {
      setMoreError(error);
    } finally {
      setLoading(false);
    }
  }, [loading, put]);

  return { ...read, more, loading, moreError };
}
