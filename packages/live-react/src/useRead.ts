import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * What was read, and how the reading goes.
 *
 * @public
 */
export interface Read<T> {
  /** The newest answer; while another key is read, still the answer for the key before. */
  value?: T;
  /** Why the newest read failed; `value` then is what was known before. */
  error?: unknown;
  /** `value` belongs to an earlier key, or there is none yet. */
  pending: boolean;
  /** Reads again and keeps what is shown until the answer is there. */
  reload: () => void;
  /** Shows what a write answered, and drops reads that began before it. */
  put: (value: T) => void;
}

interface State<T> {
  key?: string;
  value?: T;
  error?: unknown;
}

/**
 * Reads once for every key. An answer that a newer read has overtaken is dropped.
 *
 * @public
 */
export function useRead<T>(key: string, read: () => Promise<T>): Read<T> {
  const [state, setState] = useState<State<T>>({});
  const newest = useRef(0);
  const latestRead = useRef(read);
  useEffect(() => {
    latestRead.current = read;
  });

  const reload = useCallback(() => {
    const run = ++newest.current;
    latestRead.current().then(
      value => {
        if (run === newest.current) setState({ key, value });
      },
      error => {
        if (run === newest.current) {
          setState(before => ({
            key,
            error,
            ...(before.key === key && { value: before.value }),
          }));
        }
      },
    );
  }, [key]);

  const put = useCallback(
    (value: T) => {
      newest.current++;
      setState({ key, value });
    },
    [key],
  );

  const drop = useCallback(() => {
    newest.current++;
  }, []);

  useEffect(() => {
    reload();
    return drop;
  }, [reload, drop]);

  return { ...state, pending: state.key !== key, reload, put };
}
