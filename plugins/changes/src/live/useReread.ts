import { useSignal } from '@backstage/plugin-signals-react';
import { changesSignalChannel } from '@idp/plugin-changes-common';
import { useEffect, useRef } from 'react';
import { RereadTimer } from './RereadTimer';

/** How often a page reads again in a portal without signals. */
export const POLL_MS = 30_000;
/** And in one with signals, for the case that its socket died unnoticed. */
export const SAFETY_POLL_MS = 300_000;

/**
 * Calls `read` whenever changes may have changed: on a signal, when the page is looked at again, when the network is
 * back, and by the clock.
 */
export function useReread(read: () => void): void {
  const { lastSignal, isSignalsAvailable } = useSignal(changesSignalChannel);
  const timer = useRef<RereadTimer>();

  useEffect(() => {
    const current = new RereadTimer(read);
    timer.current = current;
    return () => current.dispose();
  }, [read]);

  useEffect(() => {
    if (lastSignal) timer.current?.hint();
  }, [lastSignal]);

  useEffect(() => {
    const readIfSeen = () => {
      if (document.visibilityState !== 'hidden') read();
    };
    window.addEventListener('focus', readIfSeen);
    window.addEventListener('online', readIfSeen);
    document.addEventListener('visibilitychange', readIfSeen);
    const poll = setInterval(
      readIfSeen,
      isSignalsAvailable ? SAFETY_POLL_MS : POLL_MS,
    );
    return () => {
      window.removeEventListener('focus', readIfSeen);
      window.removeEventListener('online', readIfSeen);
      document.removeEventListener('visibilitychange', readIfSeen);
      clearInterval(poll);
    };
  }, [read, isSignalsAvailable]);
}
