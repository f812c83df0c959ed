import { useCallback } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import { filtersOf, paramsOf, type Filters } from './filters';

/** The filters and the page of the list, both kept in the address, so that a view can be sent to somebody. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const location = useLocation();
  const filters = filtersOf(params);
  const cursor = params.get('cursor') ?? undefined;
  const newer: (string | undefined)[] | undefined = location.state?.newer;

  const change = useCallback(
    (next: Partial<Filters>) =>
      setParams(
        before => paramsOf({ ...filtersOf(before), ...next }),
        // Typing leaves no trail of half-typed words to go back through.
        { replace: next.q !== undefined },
      ),
    [setParams],
  );

  const goTo = (
    to: string | undefined,
    trail: (string | undefined)[] | undefined,
  ) => {
    const next = paramsOf(filters);
    if (to) next.set('cursor', to);
    setParams(next, { state: { newer: trail } });
  };

  return {
    filters,
    cursor,
    change,
    clear: () => setParams(new URLSearchParams()),
    /** Goes on to what is older. */
    goOlder: (next: string) => goTo(next, [...(newer ?? []), cursor]),
    /** Goes back by one page; to the newest where the pages before are not known. */
    goNewer: () => goTo(newer?.[newer.length - 1], newer?.slice(0, -1)),
    /** Whether `goNewer` leads to the newest. */
    newerIsNewest: !newer?.[newer.length - 1],
  };
}
