import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { rangeOf, withRange, type Range } from '../model/range';

const MAX_ENVIRONMENTS = 20;

/** Range and environments, kept in the address, so that a view can be sent to somebody. */
export function useViewParams() {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const chosen = useMemo(() => {
    const now = new URLSearchParams(text);
    return {
      range: rangeOf(now),
      environments: [...new Set(now.getAll('environment'))]
        .filter(name => name !== '')
        .slice(0, MAX_ENVIRONMENTS),
    };
  }, [text]);
  const setRange = useCallback(
    (range: Range) => setParams(before => withRange(before, range)),
    [setParams],
  );
  const setEnvironments = useCallback(
    (environments: string[]) =>
      setParams(before => {
        const next = new URLSearchParams(before);
        next.delete('environment');
        environments.forEach(one => next.append('environment', one));
        return next;
      }),
    [setParams],
  );
  return { ...chosen, setRange, setEnvironments };
}
