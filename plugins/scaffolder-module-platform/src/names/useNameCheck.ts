import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import type { NameAvailability } from '@idp/plugin-changes-common';
import { askNames } from './askNames';
import type { NameQuery } from './nameQuery';

const WAIT_MS = 300;

/** Where the question stands. */
export type NameCheck =
  | { status: 'none' }
  | { status: 'asking' }
  | { status: 'answered'; answer: NameAvailability }
  | { status: 'failed' };

/** Asks a little after the last key whether a name is free; an answer to an older question is dropped. */
export function useNameCheck(query: NameQuery | undefined): NameCheck {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const [check, setCheck] = useState<NameCheck>({ status: 'none' });
  const question = query && JSON.stringify(query);

  useEffect(() => {
    if (!question) {
      setCheck({ status: 'none' });
      return undefined;
    }
    setCheck({ status: 'asking' });
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const answer = await askNames(
          JSON.parse(question),
          { discoveryApi, fetchApi },
          abort.signal,
        );
        if (!abort.signal.aborted) setCheck({ status: 'answered', answer });
      } catch {
        if (!abort.signal.aborted) setCheck({ status: 'failed' });
      }
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [question, discoveryApi, fetchApi]);

  return check;
}
