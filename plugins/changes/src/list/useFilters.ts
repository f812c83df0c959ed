import { useAddressFilters } from '@idp/parts-react';
import { useLocation, useSearchParams } from 'react-router-dom';
import { filtersOf, paramsOf } from './filters';

/** The filters and the page of the list, both kept in the address, so that a view can be sent to somebody. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const { filters, change, clear } = useAddressFilters(filtersOf, paramsOf);
  const location = useLocation();
  const cursor = params.get('cursor') ?? undefined;
  const newer: (string | undefined)[] | undefined = location.state?.newer;

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
    clear,
    /** Goes on to what is older. */
    goOlder: (next: string) => goTo(next, [...(newer ?? []), cursor]),
    /** Goes back by one page; to the newest where the pages before are not known. */
    goNewer: () => goTo(newer?.[newer.length - 1], newer?.slice(0, -1)),
    /** Whether `goNewer` leads to the newest. */
    newerIsNewest: !newer?.[newer.length - 1],
  };
}
