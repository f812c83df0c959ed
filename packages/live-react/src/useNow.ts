import { useSyncExternalStore } from 'react';

/** What is shown is told in minutes. */
const TICK_MS = 30_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

/** One clock for all that is shown, and none while nothing is. */
function listen(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      listeners.forEach(tell => tell());
    }, TICK_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/**
 * The time, anew twice a minute.
 *
 * @public
 */
export function useNow(): Date {
  useSyncExternalStore(listen, () => now);
  // What has just arrived may be newer than the last tick.
  return new Date();
}
