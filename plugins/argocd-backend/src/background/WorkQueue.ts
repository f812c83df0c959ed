const MOST_WAITING = 10_000;
const MOST_FAILED = 10_000;

/** Does each named piece of work once, a few at a time, what is urgent first. What failed may be asked for again later. */
export class WorkQueue {
  readonly #urgent = new Map<string, () => Promise<void>>();
  readonly #waiting = new Map<string, () => Promise<void>>();
  readonly #running = new Set<string>();
  readonly #retryAt = new Map<string, number>();
  #stopped = false;

  constructor(
    private readonly options: {
      atOnce: number;
      retryMs: number;
      now?: () => number;
    },
  ) {}

  /** Answers whether it is new. */
  add(key: string, work: () => Promise<void>, urgent: boolean): boolean {
    if (this.#stopped || this.#running.has(key) || this.#urgent.has(key)) {
      return false;
    }
    if ((this.#retryAt.get(key) ?? 0) > this.#now()) return false;
    const known = this.#waiting.delete(key);
    if (!urgent && this.#waiting.size >= MOST_WAITING) return false;
    (urgent ? this.#urgent : this.#waiting).set(key, work);
    this.#start();
    return !known;
  }

  stop(): void {
    this.#stopped = true;
    this.#urgent.clear();
    this.#waiting.clear();
  }

  #start(): void {
    while (this.#running.size < this.options.atOnce) {
      const from = this.#urgent.size > 0 ? this.#urgent : this.#waiting;
      const [next] = from;
      if (!next) return;
      const [key, work] = next;
      from.delete(key);
      this.#running.add(key);
      work()
        .then(
          () => this.#retryAt.delete(key),
          () => this.#failed(key),
        )
        .finally(() => {
          this.#running.delete(key);
          this.#start();
        });
    }
  }

  #failed(key: string): void {
    if (this.#retryAt.size >= MOST_FAILED) this.#retryAt.clear();
    this.#retryAt.set(key, this.#now() + this.options.retryMs);
  }

  #now(): number {
    return (this.options.now ?? Date.now)();
  }
}
