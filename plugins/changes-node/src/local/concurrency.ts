/** Runs tasks one after another for each key, in the order of their arrival. */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<unknown>>();

  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const previous = this.tails.get(key) ?? Promise.resolve();
    const result = previous.then(task, task);
    const tail = result.then(
      () => {},
      () => {},
    );
    this.tails.set(key, tail);
    void tail.then(() => {
      if (this.tails.get(key) === tail) this.tails.delete(key);
    });
    return result;
  }
}

/** Lets at most `limit` tasks run at the same time. */
export class Limiter {
  private running = 0;
  private readonly waiting: Array<() => void> = [];

  constructor(private readonly limit: number) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.running >= this.limit) {
      await new Promise<void>(resolve => this.waiting.push(resolve));
    } else {
      this.running++;
    }
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}

/** Keeps what was used last, up to a total weight. */
export class WeightedCache<V> {
  private readonly values = new Map<string, { value: V; weight: number }>();
  private total = 0;

  constructor(private readonly limit: number) {}

  get(key: string): V | undefined {
    const found = this.values.get(key);
    if (!found) return undefined;
    this.values.delete(key);
    this.values.set(key, found);
    return found.value;
  }

  set(key: string, value: V, weight: number): void {
    const known = this.values.get(key);
    if (known) this.total -= known.weight;
    this.values.delete(key);
    this.values.set(key, { value, weight });
    this.total += weight;
    for (const [oldest, entry] of this.values) {
      if (this.total <= this.limit) break;
      this.values.delete(oldest);
      this.total -= entry.weight;
    }
  }
}
