import { isFolder, type InventoryRow } from './InventoryRow';

/** What was in each folder of an engine when it was looked at last. */
export class KnownFolders {
  readonly #secrets = new Map<string, Map<string, InventoryRow>>();
  readonly #folders = new Map<string, Set<string>>();

  constructor(rows: Iterable<InventoryRow>) {
    for (const row of rows) {
      if (isFolder(row.path)) {
        this.#note(row.path.slice(0, -1));
        continue;
      }
      const folder = parentOf(row.path);
      const known = this.#secrets.get(folder);
      if (known) known.set(row.path, row);
      else this.#secrets.set(folder, new Map([[row.path, row]]));
      this.#note(folder);
    }
  }

  /** By path. */
  secretsIn(folder: string): ReadonlyMap<string, InventoryRow> {
    return this.#secrets.get(folder) ?? new Map();
  }

  /** Their paths, without a slash at the end. */
  foldersIn(folder: string): ReadonlySet<string> {
    return this.#folders.get(folder) ?? new Set();
  }

  /** The folder itself, and all that lead to it. */
  #note(folder: string): void {
    let child = folder;
    while (child !== '') {
      const parent = parentOf(child);
      const known = this.#folders.get(parent);
      if (known?.has(child)) return;
      if (known) known.add(child);
      else this.#folders.set(parent, new Set([child]));
      child = parent;
    }
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
