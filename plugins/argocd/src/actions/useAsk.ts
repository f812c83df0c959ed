import { useState } from 'react';

/** A request that a dialog makes: whether it runs, and why it was refused. */
export function useAsk() {
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  return {
    asking,
    refusal,
    forget: () => setRefusal(undefined),
    ask: async (request: () => Promise<void>, then: () => void) => {
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
