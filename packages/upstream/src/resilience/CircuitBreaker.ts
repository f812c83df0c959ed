import { UpstreamError } from '../http/UpstreamError';

/**
 * When to stop calling an upstream that does not answer, and when to try again.
 *
 * @public
 */
export interface CircuitOptions {
  /** So many failures in a row open the circuit. */
  failures?: number;
  /** For so long at first; twice as long each time that the probe fails. */
  openMs?: number;
  maxOpenMs?: number;
  now?: () => number;
}

/**
 * Lets nothing through to an upstream that has failed several times in a row. After a while one call may probe it, and its
 * outcome decides for all.
 *
 * @public
 */
export class CircuitBreaker {
  #failures = 0;
  #openUntil?: number;
  #openMs: number;
  #probing = false;
  readonly #options: Required<CircuitOptions>;

  constructor(private readonly upstream: string, options: CircuitOptions = {}) {
    this.#options = {
      failures: 5,
      openMs: 2_000,
      maxOpenMs: 60_000,
      now: Date.now,
      ...options,
    };
    this.#openMs = this.#options.openMs;
  }

  get state(): 'closed' | 'open' | 'half-open' {
    if (this.#openUntil === undefined) return 'closed';
    return this.#options.now() < this.#openUntil ? 'open' : 'half-open';
  }

  async run<T>(call: () => Promise<T>): Promise<T> {
    const { state } = this;
    if (state === 'open' || (state === 'half-open' && this.#probing)) {
      throw new UpstreamError(
        this.upstream,
        'circuit-open',
        'failed several times in a row and is left alone for a moment',
        {
          retryAfterSeconds: Math.max(
            1,
            Math.ceil((this.#openUntil! - this.#options.now()) / 1000),
          ),
        },
      );
    }
    const probe = state === 'half-open';
    if (probe) this.#probing = true;
    try {
      const result = await call();
      this.#closed();
      return result;
    } catch (error) {
      this.#failed(error, probe);
      throw error;
    } finally {
      if (probe) this.#probing = false;
    }
  }

  #closed() {
    this.#failures = 0;
    this.#openUntil = undefined;
    this.#openMs = this.#options.openMs;
  }

  #failed(error: unknown, probe: boolean) {
    const { failures, maxOpenMs, now } = this.#options;
    if (!isOutage(error)) {
      // It answered, if only with a refusal. What the caller gave up says nothing.
      if (error instanceof UpstreamError) this.#closed();
      return;
    }
    this.#failures += 1;
    const retryAfterMs = (error.retryAfterSeconds ?? 0) * 1000;
    if (!probe && this.#failures < failures && retryAfterMs === 0) return;
    this.#openUntil = now() + Math.max(this.#openMs, retryAfterMs);
    this.#openMs = Math.min(this.#openMs * 2, maxOpenMs);
  }
}

/** A 500 may be about one object; these are about the upstream. */
function isOutage(error: unknown): error is UpstreamError {
  if (!(error instanceof UpstreamError)) return false;
  const { code, upstreamStatus = 0 } = error;
  return (
    ['unreachable', 'untrusted', 'timeout', 'rate-limited'].includes(code) ||
    [502, 503, 504].includes(upstreamStatus)
  );
}
