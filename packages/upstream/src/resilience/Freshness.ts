/**
 * How fresh what we know of an upstream is. `live`: news arrive. `stale`: what it said last is shown. `unknown`: it has said
 * nothing yet.
 *
 * @public
 */
export interface FreshnessState {
  state: 'live' | 'stale' | 'unknown';
  /** Since when it is so. */
  since: Date;
  /** Why, where it is not live. */
  reason?: string;
}

/**
 * Keeps the freshness of one upstream. Times are this machine's: the upstream's clock has no say.
 *
 * @public
 */
export class Freshness {
  #state: FreshnessState;
  #lastNews?: number;

  constructor(
    private readonly options: {
      now?: () => number;
      onChange?: (state: FreshnessState) => void;
    } = {},
  ) {
    this.#state = { state: 'unknown', since: this.#now() };
  }

  get current(): FreshnessState {
    return this.#state;
  }

  /** Seconds since the last news; undefined where there was none. */
  get ageSeconds(): number | undefined {
    return this.#lastNews === undefined
      ? undefined
      : (this.#now().getTime() - this.#lastNews) / 1000;
  }

  /** Something arrived, if only a sign of life. */
  news(): void {
    this.#lastNews = this.#now().getTime();
  }

  live(): void {
    this.news();
    if (this.#state.state !== 'live') this.#set({ state: 'live' });
  }

  /** News have stopped. */
  lost(reason: string): void {
    const { state, reason: before } = this.#state;
    if (state === 'live') {
      this.#set({ state: 'stale', reason });
    } else if (reason !== before) {
      // Since when it is so does not change with the reason.
      this.#state = { ...this.#state, reason };
      this.options.onChange?.(this.#state);
    }
  }

  #now(): Date {
    return new Date((this.options.now ?? Date.now)());
  }

  #set(state: Omit<FreshnessState, 'since'>) {
    this.#state = { ...state, since: this.#now() };
    this.options.onChange?.(this.#state);
  }
}
