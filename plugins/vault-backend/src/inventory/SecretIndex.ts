import type { SecretRef } from '@idp/plugin-vault-common';
import { isFolder, refKey, type InventoryRow } from './InventoryRow';
import type { InventoryNews } from './InventoryStore';

/** All rows of all Vaults in memory, by path and by the folders above them. */
export class SecretIndex {
  readonly #rows = new Map<string, InventoryRow>();
  /** By each folder that a row is below, `''` of an engine included. */
  readonly #below = new Map<string, Set<string>>();
  #generation = 0;

  /** Grows with each change, but for when Vault was asked. */
  get generation(): number {
    return this.#generation;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(ref: SecretRef): InventoryRow | undefined {
    return this.#rows.get(refKey(ref));
  }

  all(): Iterable<InventoryRow> {
    return this.#rows.values();
  }

  /** Of one Vault, closed folders included. */
  *ofServer(server: string): Iterable<InventoryRow> {
    for (const row of this.#rows.values()) {
      if (row.server === server) yield row;
    }
  }

  /** The row of the path itself, and those below it. */
  atOrBelow({ server, mount, path }: SecretRef): InventoryRow[] {
    const own = this.#rows.get(refKey({ server, mount, path }));
    const below = this.#below.get(refKey({ server, mount, path }));
    return [
      ...(own && !isFolder(path) ? [own] : []),
      ...[...(below ?? [])].map(key => this.#rows.get(key)!),
    ];
  }

  /** The closed folder that a path is in; undefined where all that leads to it is open. */
  closedAbove({ server, mount, path }: SecretRef): InventoryRow | undefined {
    for (const folder of foldersOf(path)) {
      const closed = this.#rows.get(
        refKey({ server, mount, path: `${folder}/` }),
      );
      if (closed) return closed;
    }
    return undefined;
  }

  /** Answers whether anything has changed but for when Vault was asked. */
  apply({ put, gone }: InventoryNews): boolean {
    let changed = false;
    for (const row of put) {
      const key = refKey(row);
      const before = this.#rows.get(key);
      if (!before) this.#file(row, key);
      changed ||= !before || !isSame(before, row);
      this.#rows.set(key, row);
    }
    for (const ref of gone) changed = this.#remove(ref) || changed;
    if (changed) this.#generation += 1;
    return changed;
  }

  /** Takes the place of all that was known of a Vault. */
  replace(server: string, rows: InventoryRow[]): boolean {
    const kept = new Set(rows.map(refKey));
    const gone = [...this.ofServer(server)].filter(
      row => !kept.has(refKey(row)),
    );
    return this.apply({ put: rows, gone });
  }

  #file({ server, mount, path }: SecretRef, key: string): void {
    for (const folder of foldersOf(path)) {
      const above = refKey({ server, mount, path: folder });
      const known = this.#below.get(above);
      if (known) known.add(key);
      else this.#below.set(above, new Set([key]));
    }
  }

  #remove({ server, mount, path }: SecretRef): boolean {
    const key = refKey({ server, mount, path });
    if (!this.#rows.delete(key)) return false;
    for (const folder of foldersOf(path)) {
      const above = refKey({ server, mount, path: folder });
      const known = this.#below.get(above);
      known?.delete(key);
      if (known?.size === 0) this.#below.delete(above);
    }
    return true;
  }
}

function isSame(a: InventoryRow, b: InventoryRow): boolean {
  return (
    a.state === b.state &&
    a.reason === b.reason &&
    a.current === b.current &&
    a.oldest === b.oldest &&
    a.createdAt === b.createdAt &&
    a.changedAt === b.changedAt &&
    a.deletedAt === b.deletedAt &&
    a.owner === b.owner &&
    a.rotationClass === b.rotationClass
  );
}

/** `a/b/c` is in `''`, `a` and `a/b`; `a/b/`, a folder, is in `''`, `a` and `a/b` itself. */
export function foldersOf(path: string): string[] {
  const folders = [''];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    if (at > 0) folders.push(path.slice(0, at));
  }
  return folders;
}
