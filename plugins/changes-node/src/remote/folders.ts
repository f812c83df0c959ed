import type { ForgePathChange } from '../ForgeClient';
import { gitObject } from '../local/gitObjects';
import { FOLDER_MODE, Tree, type TreeEntry } from '../local/Tree';

/** An entry of a folder, as a forge lists it. */
export interface ListedEntry extends TreeEntry {
  name: string;
}

/** The folder with these entries, byte for byte as Git stores it, and its id. */
export function folderOf(entries: ListedEntry[]): { oid: string; tree: Tree } {
  const changes = new Map<string, TreeEntry | null>();
  for (const { name, mode, oid } of entries) changes.set(name, { mode, oid });
  const data = new Tree(Buffer.alloc(0)).with(changes);
  return { oid: gitObject('tree', data).oid, tree: new Tree(data) };
}

/** The entries of a folder. */
export function entriesOf({ data }: Tree): ListedEntry[] {
  const entries: ListedEntry[] = [];
  for (let position = 0; position < data.length; ) {
    const blank = data.indexOf(' ', position);
    const end = data.indexOf(0, blank);
    entries.push({
      mode: data.toString('latin1', position, blank),
      name: data.toString('utf8', blank + 1, end),
      oid: data.toString('hex', end + 1, end + 21),
    });
    position = end + 21;
  }
  return entries;
}

/** A mode as Git writes it: without a leading zero. */
export function gitMode(mode: string | number): string {
  const text = typeof mode === 'number' ? mode.toString(8) : mode;
  return text.replace(/^0+/, '');
}

/** All folders that these paths are in, the root (an empty text) first. */
export function foldersOf(paths: string[]): string[] {
  const folders = new Set<string>(['']);
  for (const path of paths) {
    for (
      let slash = path.indexOf('/');
      slash >= 0;
      slash = path.indexOf('/', slash + 1)
    ) {
      folders.add(path.slice(0, slash));
    }
  }
  return [...folders].sort();
}

/** A file that differs, and what it is on either side. */
export interface FolderChange extends ForgePathChange {
  before?: TreeEntry;
  after?: TreeEntry;
}

/**
 * What differs below two folders, reading only those that differ; undefined when more than `limit` folders would have
 * to be read.
 */
export async function diffFolders(options: {
  readEntries: (oid: string) => Promise<ListedEntry[]>;
  from: string;
  to: string;
  limit: number;
}): Promise<
  Array<ForgePathChange & { before?: TreeEntry; after?: TreeEntry }> | undefined
> {
  let budget = options.limit;
  const changes: FolderChange[] = [];
  const read = async (oid: string | undefined) => {
    if (!oid) return [];
    budget -= 1;
    return budget < 0 ? [] : options.readEntries(oid);
  };
  const visit = async (
    prefix: string,
    from: string | undefined,
    to: string | undefined,
  ): Promise<void> => {
    if (from === to || budget < 0) return;
    const [before, after] = await Promise.all([read(from), read(to)]);
    const names = new Map<string, { old?: ListedEntry; new?: ListedEntry }>();
    for (const entry of before) names.set(entry.name, { old: entry });
    for (const entry of after) {
      names.set(entry.name, { ...names.get(entry.name), new: entry });
    }
    for (const [name, pair] of names) {
      const path = `${prefix}${name}`;
      const [oldFile, oldFolder] = split(pair.old);
      const [newFile, newFolder] = split(pair.new);
      if (oldFile?.oid !== newFile?.oid || oldFile?.mode !== newFile?.mode) {
        changes.push({
          path,
          status: statusOf(oldFile, newFile),
          before: oldFile,
          after: newFile,
        });
      }
      await visit(`${path}/`, oldFolder?.oid, newFolder?.oid);
    }
  };
  await visit('', options.from, options.to);
  return budget < 0 ? undefined : changes;
}

function split(
  entry: ListedEntry | undefined,
): [file?: ListedEntry, folder?: ListedEntry] {
  return entry?.mode === FOLDER_MODE ? [undefined, entry] : [entry, undefined];
}

function statusOf(before: unknown, after: unknown): ForgePathChange['status'] {
  if (!before) return 'added';
  return after ? 'modified' : 'deleted';
}
