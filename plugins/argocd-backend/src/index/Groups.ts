const EMPTY: ReadonlySet<never> = new Set();

/** Sets of values by key; an empty set goes. */
export class Groups<T> {
  readonly #sets = new Map<string, Set<T>>();

  get(key: string): ReadonlySet<T> {
    return this.#sets.get(key) ?? EMPTY;
  }

  add(key: string, value: T): void {
    const set = this.#sets.get(key);
    if (set) set.add(value);
    else this.#sets.set(key, new Set([value]));
  }

  delete(key: string, value: T): void {
    const set = this.#sets.get(key);
    if (!set?.delete(value)) return;
    if (set.size === 0) this.#sets.delete(key);
  }
}
