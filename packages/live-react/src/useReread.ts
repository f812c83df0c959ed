import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef, useSignal } from '@backstage/plugin-signals-react';
import { useEffect, useRef } from 'react';
import { RereadTimer } from './RereadTimer';

/**
 * How often a page reads again in a portal without signals.
 *
 * @public
 */
export const POLL_MS = 30_000;
/** And in one with signals, for the case that its socket died unnoticed. */
export const SAFETY_POLL_MS = 300_000;
/**
 * The portal's socket is open by then, which opens when the first of its pages listens. What changed between the first read and
 * that was told to nobody. Pages that come later find it open.
 */
export const LISTENS_AFTER_MS = 10_000;

/** When each client of signals began to listen; milliseconds since 1970. */
const listening = new WeakMap<object, number>();

/**
 * Calls `read` whenever what was read may have changed: on a signal, once when the portal has begun to listen for those, when
 * the page is looked at again, when the network is back, and by the clock.
 *
 * @param channel - the signal channel that tells of changes
 */
export function useReread(channel: string, read: () => void): void {
  const { lastSignal } = useSignal(channel);
  const signals = useApiHolder().get(signalApiRef);
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
    if (!signals) return undefined;
    const since = listening.get(signals) ?? Date.now();
    listening.set(signals, since);
    const left = since + LISTENS_AFTER_MS - Date.now();
    if (left <= 0) return undefined;
    const listens = setTimeout(read, left);
    return () => clearTimeout(listens);
  }, [read, signals]);

  useEffect(() => {
    const readIfSeen = () => {
      if (document.visibilityState !== 'hidden') read();
    };
    window.addEventListener('focus', readIfSeen);
    window.addEventListener('online', readIfSeen);
    document.addEventListener('visibilitychange', readIfSeen);
    const poll = setInterval(readIfSeen, signals ? SAFETY_POLL_MS : POLL_MS);
    return () => {
      window.removeEventListener('focus', readIfSeen);
      window.removeEventListener('online', readIfSeen);
      document.removeEventListener('visibilitychange', readIfSeen);
      clearInterval(poll);
    };
  }, [read, signals]);
}
