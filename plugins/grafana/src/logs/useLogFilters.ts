import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { filtersOf, withFilters, type LogFilters } from './filters';

/** The filters of the lines, kept in the address, so that a view can be sent to somebody. */
export function useLogFilters() {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const filters = useMemo(() => filtersOf(new URLSearchParams(text)), [text]);
  const change = useCallback(
    (next: Partial<LogFilters>) =>
      setParams(
        before => withFilters(before, { ...filtersOf(before), ...next }),
        // Typing leaves no trail of half-typed words to go back through.
        { replace: next.search !== undefined },
      ),
    [setParams],
  );
  return { filters, change };
}
