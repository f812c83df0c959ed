import type { Entry } from './Entry';

/** Entries in the order of their sort keys, which are unique. Kept sorted, so that no request has to. */
export class SortedEntries {
  readonly #entries: Entry[] = [];

  get all(): readonly Entry[] {
    return this.#entries;
  }

  add(entry: Entry): void {
    this.#entries.splice(firstFrom(this.#entries, entry.sortKey), 0, entry);
  }

  delete(entry: Entry): void {
    const at = firstFrom(this.#entries, entry.sortKey);
    if (this.#entries[at]?.sortKey === entry.sortKey) {
      this.#entries.splice(at, 1);
    }
  }

  replace(before: Entry, after: Entry): void {
    if (before.sortKey === after.sortKey) {
      this.#entries[firstFrom(this.#entries, after.sortKey)] = after;
      return;
    }
    this.delete(before);
    this.add(after);
  }
}

/** The place of the first of sorted entries whose key is not less. */
export function firstFrom(entries: readonly Entry[], sortKey: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (entries[middle].sortKey < sortKey) low = middle + 1;
    else high = middle;
  }
  return low;
}
