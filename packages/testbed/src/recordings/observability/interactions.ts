export type Observer = 'prometheus' | 'alertmanager' | 'loki';

/** One request to what observes whose answer is recorded, and asked of the sandbox's stand-in, too. */
export interface ObservedInteraction {
  /** File name of the recording, below the observer's. */
  name: string;
  of: Observer;
  method?: 'GET' | 'POST' | 'DELETE' | 'PUT';
  path: string;
  /**
   * May hold `{now}` and `{before}` in seconds, `{nowNs}` and `{beforeNs}`, ten minutes before, in nanoseconds, and `{silence}`,
   * the last that was made.
   */
  query?: Array<[string, string]>;
  /** Sent as a form instead of in the address. */
  form?: Array<[string, string]>;
  /** May hold `{nowIso}`, `{laterIso}` and `{beforeIso}`. */
  body?: unknown;
}
