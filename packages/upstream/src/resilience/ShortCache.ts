import { LRUCache } from 'lru-cache';

/**
 * Asks once for what several want at the same time, and keeps the answer for a moment. Errors are not kept.
 *
 * @public
 */
export class ShortCache<T> {
  readonly #entries: LRUCache<string, { answer: Promise<T> }>;

  constructor(options: { ttlMs: number; max: number }) {
    this.#entries = new LRUCache({ max: options.max, ttl: options.ttlMs });
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string, load: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known) return known.answer;
    const entry = { answer: load() };
    this.#entries.set(key, entry);
    entry.answer.then(
      // Its time begins when it is there.
      () => {
        if (this.#entries.peek(key) === entry) this.#entries.set(key, entry);
      },
      () => {
        if (this.#entries.peek(key) === entry) this.#entries.delete(key);
      },
    );
    return entry.answer;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
  }
}
