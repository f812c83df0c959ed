interface Folder<T> {
  folders: Map<string, Folder<T>>;
  leaves: Map<string, T>;
}

const empty = <T>(): Folder<T> => ({ folders: new Map(), leaves: new Map() });

/** Values by paths, which is listed folder by folder at the cost of that folder. */
export class SecretTree<T> {
  private readonly root = empty<T>();

  get(path: string): T | undefined {
    const [folder, name] = this.parent(path);
    return folder?.leaves.get(name);
  }

  set(path: string, value: T): void {
    const parts = path.split('/');
    const name = parts.pop()!;
    let at = this.root;
    for (const part of parts) {
      let next = at.folders.get(part);
      if (!next) {
        next = empty();
        at.folders.set(part, next);
      }
      at = next;
    }
    at.leaves.set(name, value);
  }

  /** Whether it was there. A folder goes with the last that it holds. */
  remove(path: string): boolean {
    const parts = path.split('/');
    const name = parts.pop()!;
    const above: Array<[Folder<T>, string]> = [];
    let at: Folder<T> | undefined = this.root;
    for (const part of parts) {
      above.push([at, part]);
      at = at.folders.get(part);
      if (!at) return false;
    }
    if (!at.leaves.delete(name)) return false;
    for (const [folder, part] of above.reverse()) {
      const { folders, leaves } = folder.folders.get(part)!;
      if (folders.size + leaves.size > 0) break;
      folder.folders.delete(part);
    }
    return true;
  }

  /** Names in their order, folders with a slash; undefined where nothing is. */
  list(path: string): string[] | undefined {
    let at: Folder<T> | undefined = this.root;
    for (const part of path.split('/').filter(Boolean)) {
      at = at.folders.get(part);
      if (!at) return undefined;
    }
    const names = [
      ...at.leaves.keys(),
      ...[...at.folders.keys()].map(name => `${name}/`),
    ];
    return names.length > 0 ? names.sort() : undefined;
  }

  *paths(folder = this.root, prefix = ''): Iterable<string> {
    for (const name of folder.leaves.keys()) yield `${prefix}${name}`;
    for (const [name, below] of folder.folders)
      yield* this.paths(below, `${prefix}${name}/`);
  }

  private parent(path: string): [Folder<T> | undefined, string] {
    const parts = path.split('/');
    const name = parts.pop()!;
    let at: Folder<T> | undefined = this.root;
    for (const part of parts) at = at?.folders.get(part);
    return [at, name];
  }
}
