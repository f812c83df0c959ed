import { useState } from 'react';

/**
 * A request that somebody makes: whether it runs, and why it was refused.
 *
 * @public
 */
export interface Ask {
  asking: boolean;
  refusal: unknown;
  /** Of an earlier refusal nothing is said any more. */
  forget: () => void;
  ask: (request: () => Promise<void>, then: () => void) => Promise<void>;
}

/**
 * Makes one request at a time.
 *
 * @public
 */
export function useAsk(): Ask {
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  return {
    asking,
    refusal,
    forget: () => setRefusal(undefined),
    ask: async (request, then) => {
      setAsking(true);
      setRefusal(undefined);
      try {
        await request();
        then();
      } catch (error) {
        setRefusal(error);
      } finally {
        setAsking(false);
      }
    },
  };
}
