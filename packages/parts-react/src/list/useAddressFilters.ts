import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * The filters of a list, kept in the address, so that a view can be sent to somebody.
 *
 * @param filtersOf - reads filters out of an address's query
 * @param paramsOf - writes them as one; neither may change from one drawing to the next
 * @public
 */
export function useAddressFilters<F extends { q: string }>(
  filtersOf: (params: URLSearchParams) => F,
  paramsOf: (filters: F) => URLSearchParams,
): { filters: F; change: (next: Partial<F>) => void; clear: () => void } {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (next: Partial<F>) =>
      setParams(
        before => paramsOf({ ...filtersOf(before), ...next }),
        // Typing leaves no trail of half-typed words to go back through.
        { replace: next.q !== undefined },
      ),
    [setParams, filtersOf, paramsOf],
  );
  return {
    filters: filtersOf(params),
    change,
    clear: () => setParams(new URLSearchParams()),
  };
}
