import { useEffect } from 'react';

/** Calls this so often while the page is seen, and when it is looked at again; never where no time is given. */
export function useTicking(tick: () => void, everyMs: number | undefined) {
  useEffect(() => {
    if (everyMs === undefined) return undefined;
    const tickIfSeen = () => {
      if (document.visibilityState !== 'hidden') tick();
    };
    const timer = setInterval(tickIfSeen, everyMs);
    document.addEventListener('visibilitychange', tickIfSeen);
    window.addEventListener('online', tickIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tickIfSeen);
      window.removeEventListener('online', tickIfSeen);
    };
  }, [tick, everyMs]);
}
