import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again until there is an answer, and resolves to it. `undefined`, `false` and a rejection mean that there is none
 * yet; the last reason stands in the error.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  { timeoutMs = 240_000, everyMs = 100, signal, isFinal }: UntilOptions = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  let reason: unknown;
  for (;;) {
    signal?.throwIfAborted();
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      reason = undefined;
    } catch (error) {
      if (isFinal?.(error)) throw error;
      reason = error;
    }
    if (performance.now() > deadline) {
      throw new Error(
        `${what}: not within ${Math.round(timeoutMs / 1000)} s${
          reason instanceof Error ? ` (${reason.message})` : ''
        }`,
        { cause: reason },
      );
    }
    await sleep(everyMs);
  }
}

export interface UntilOptions {
  timeoutMs?: number;
  everyMs?: number;
  signal?: AbortSignal;
  /** Of a rejection: whether it is of no use to ask again. */
  isFinal?: (error: unknown) => boolean;
}
