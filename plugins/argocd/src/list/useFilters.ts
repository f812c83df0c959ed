import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { filtersOf, paramsOf, type Filters } from './filters';

/** The filters of the list, kept in the address, so that a view can be sent to somebody. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (next: Partial<Filters>) =>
      setParams(
        before => paramsOf({ ...filtersOf(before), ...next }),
        // Typing leaves no trail of half-typed words to go back through.
        { replace: next.q !== undefined },
      ),
    [setParams],
  );
  return {
    filters: filtersOf(params),
    change,
    clear: () => setParams(new URLSearchParams()),
  };
}
