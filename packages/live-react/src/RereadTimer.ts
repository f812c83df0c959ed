/**
 * Open pages spread their reads over this time, so that one merge does not make all of them read at once.
 *
 * @public
 */
export const JITTER_MS = 500;
/**
 * Another replica of the backend may still answer with what was.
 *
 * @public
 */
export const AGAIN_MS = 2_000;

/** Turns hints that something changed into reads: one soon, one more after the hints have stopped. */
export class RereadTimer {
  private soon?: ReturnType<typeof setTimeout>;
  private again?: ReturnType<typeof setTimeout>;

  constructor(
    private readonly read: () => void,
    private readonly random: () => number = Math.random,
  ) {}

  /** Something may have changed. */
  hint(): void {
    this.soon ??= setTimeout(() => {
      this.soon = undefined;
      this.read();
    }, this.random() * JITTER_MS);
    clearTimeout(this.again);
    this.again = setTimeout(() => this.read(), JITTER_MS + AGAIN_MS);
  }

  /** Forgets what is still to be read. */
  dispose(): void {
    clearTimeout(this.soon);
    clearTimeout(this.again);
    this.soon = undefined;
  }
}
