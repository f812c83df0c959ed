import { pause } from '@idp/upstream';

/**
 * Spreads requests over time: never more than so many a second, with jitter, and none while the other side wants to be left
 * alone.
 */
export class Pace {
  #next = 0;
  #requests = 0;
  readonly #everyMs: number;

  constructor(
    private readonly options: {
      perSecond: number;
      now?: () => number;
      wait?: (ms: number, signal?: AbortSignal) => Promise<void>;
      random?: () => number;
    },
  ) {
    this.#everyMs = 1_000 / options.perSecond;
  }

  /** Since the beginning. */
  get requests(): number {
    return this.#requests;
  }

  /** Resolves when the next request may go. Throws when aborted. */
  async turn(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const { now = Date.now, random = Math.random, wait = pause } = this.options;
    const at = Math.max(this.#next, now());
    // Between three and five quarters of the time, so that two portals do not go in step.
    this.#next = at + this.#everyMs * (0.75 + random() / 2);
    this.#requests += 1;
    const ms = at - now();
    if (ms > 0) await wait(ms, signal);
    signal?.throwIfAborted();
  }

  /** Nothing goes for so long. */
  hold(ms: number): void {
    const { now = Date.now } = this.options;
    this.#next = Math.max(this.#next, now() + ms);
  }
}
