import { useApi } from '@backstage/frontend-plugin-api';
import { useLiveRead } from '@idp/live-react';
import {
  argocdSignalChannel,
  type ApplicationList,
  type ApplicationQuery,
} from '@idp/plugin-argocd-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { argocdApiRef } from '../api';
import { PAGE, readAgain, withPage } from './pages';

/** The rows that fit, live, as many pages of them as were asked for. */
export function useApplicationList(query: ApplicationQuery) {
  const api = useApi(argocdApiRef);
  const key = JSON.stringify(query);
  const shown = useRef<{ key: string; list: ApplicationList }>();
  const read = useLiveRead(argocdSignalChannel, key, () =>
    readAgain(
      api,
      query,
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
    setLoading(true);
    setMoreError(undefined);
    try {
      const page = await api.listApplications({
        ...JSON.parse(key),
        limit: PAGE,
        cursor: at.list.nextCursor,
      });
      const now = shown.current;
      if (now?.key === key) put(withPage(now.list, page));
    } catch (error) {
      setMoreError(error);
    } finally {
      setLoading(false);
    }
  }, [api, key, loading, put]);

  return { ...read, more, loading, moreError };
}
