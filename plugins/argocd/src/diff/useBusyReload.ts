import type { Read } from '@idp/live-react';
import { useEffect, useState } from 'react';

/** Whether a read that a button asked for still runs. */
export function useBusyReload({
  value,
  error,
  pending,
  reload,
}: Omit<Read<unknown>, 'put'>): { busy: boolean; again: () => void } {
  const [asked, setAsked] = useState(false);
  useEffect(() => setAsked(false), [value, error]);
  return {
    busy: asked || (pending && value !== undefined),
    again: () => {
      setAsked(true);
      reload();
    },
  };
}
