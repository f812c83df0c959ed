import type { Identity } from '../objects/read';

/** Objects by namespace and name. */
export class NamespacedMap<T extends Identity> {
  readonly #namespaces = new Map<string, Map<string, T>>();

  get(namespace: string, name: string): T | undefined {
    return this.#namespaces.get(namespace)?.get(name);
  }

  put(item: T): void {
    let names = this.#namespaces.get(item.namespace);
    if (!names) {
      names = new Map();
      this.#namespaces.set(item.namespace, names);
    }
    names.set(item.name, item);
  }

  delete(namespace: string, name: string): T | undefined {
    const names = this.#namespaces.get(namespace);
    const item = names?.get(name);
    if (!names || !item) return undefined;
    names.delete(name);
    if (names.size === 0) this.#namespaces.delete(namespace);
    return item;
  }

  in(namespace: string): Iterable<T> {
    return this.#namespaces.get(namespace)?.values() ?? [];
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const names of this.#namespaces.values()) yield* names.values();
  }
}
