/** Several items under each of many keys; a key without items takes no room. */
export class Buckets<T> {
  readonly #buckets = new Map<string, Set<T>>();

  add(key: string, item: T): void {
    const bucket = this.#buckets.get(key);
    if (bucket) bucket.add(item);
    else this.#buckets.set(key, new Set([item]));
  }

  delete(key: string, item: T): void {
    const bucket = this.#buckets.get(key);
    if (bucket?.delete(item) && bucket.size === 0) this.#buckets.delete(key);
  }

  get(key: string): Iterable<T> {
    return this.#buckets.get(key) ?? [];
  }
}
