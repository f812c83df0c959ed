import { useApi } from '@backstage/frontend-plugin-api';
import { useRead } from '@idp/live-react';
import type { EntityLogs } from '@idp/plugin-grafana-common';
import { useCallback, useEffect, useRef, useState } from 'react';
import { grafanaApiRef } from '../api';
import { boundsOf, isoOf, type Range } from '../model/range';
import { useTicking } from '../signals/useTicking';
import type { LogFilters } from './filters';
import { tailOf, withLines, type Tail } from './tail';

/** How often a page that follows asks for what came since. */
export const FOLLOW_MS = 2_000;
/** Asked for at once. */
const LIMIT = 500;

/** The last lines of a range, and, while it is followed, those that come. */
export function useTail(options: {
  entityRef: string;
  environment: string;
  range: Range;
  filters: LogFilters;
  following: boolean;
}) {
  const { entityRef, environment, range, filters, following } = options;
  const api = useApi(grafanaApiRef);
  const key = JSON.stringify([entityRef, environment, range, filters]);
  const query = {
    environment,
    limit: LIMIT,
    ...(filters.search && { search: filters.search }),
    ...(filters.level.length > 0 && { level: filters.level }),
  };
  const read = useRead<EntityLogs>(key, () =>
    api.getLogs(entityRef, {
      ...query,
      ...isoOf(boundsOf(range, Date.now())),
    }),
  );
  const [tail, setTail] = useState<Tail>();
  const [tailError, setTailError] = useState<unknown>();
  const { value, pending } = read;
  useEffect(() => {
    setTail(value && tailOf(value));
    setTailError(undefined);
  }, [value]);

  // What a tick needs of the newest rendering, so that its timer is not begun again with each.
  const latest = useRef({ tail, key, asking: '' });
  useEffect(() => {
    latest.current.tail = pending ? undefined : tail;
    latest.current.key = key;
  });
  const ask = useCallback(async () => {
    const now = latest.current;
    const after = now.tail?.cursor;
    if (!after || now.asking === key) return;
    now.asking = key;
    try {
      const answer = await api.getLogs(entityRef, {
        ...JSON.parse(JSON.stringify(query)),
        after,
      });
      // Somebody may have asked for other lines meanwhile.
      if (now.key === key) {
        setTail(before => before && withLines(before, answer));
        setTailError(undefined);
      }
    } catch (error) {
      if (now.key === key) setTailError(error);
    } finally {
      if (now.asking === key) now.asking = '';
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key stands for the query
  }, [api, entityRef, key]);
  useTicking(ask, following ? FOLLOW_MS : undefined);

  return { ...read, tail: pending ? undefined : tail, tailError };
}
