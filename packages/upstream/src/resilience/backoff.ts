import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How long to wait before another try.
 *
 * @public
 */
export class Backoff {
  #tries = 0;

  constructor(
    private readonly options: {
      firstMs?: number;
      maxMs?: number;
      random?: () => number;
    } = {},
  ) {}

  /** Between half and the whole of a time that doubles, so that replicas do not come back at once. */
  nextMs(): number {
    const {
      firstMs = 500,
      maxMs = 30_000,
      random = Math.random,
    } = this.options;
    const whole = Math.min(firstMs * 2 ** Math.min(this.#tries, 20), maxMs);
    this.#tries += 1;
    return Math.round(whole * (0.5 + random() / 2));
  }

  reset(): void {
    this.#tries = 0;
  }
}

/**
 * Waits, or ends early and without an error when aborted.
 *
 * @public
 */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => {});
}
