import { foldName } from '../request';
import { EMPTY_TREE, gitObject, type GitObject } from './gitObjects';

/** An entry of a tree. */
export interface TreeEntry {
  /** As git writes it: `40000`, `100644`, `100755`, `120000`, `160000`. */
  mode: string;
  oid: string;
}

/** What an edit wants to have at a path; null when nothing. */
export interface TreeEdit {
  path: string;
  entry: TreeEntry | null;
}

export interface EditedTree {
  oid: string;
  /** The trees that are new. */
  objects: GitObject[];
  /** Paths that need a folder where a file is, or a file where a folder is. */
  blocked: string[];
  /** New paths, each with the path beside which it can't stand because they differ only in case. */
  twins: Array<{ path: string; existing: string }>;
}

export type ReadTree = (oid: string) => Promise<Buffer>;

export const FOLDER_MODE = '40000';
const NO_TREE = Buffer.alloc(0);

export const isRegularFile = (entry: TreeEntry | undefined): boolean =>
  entry?.mode === '100644' || entry?.mode === '100755';

/** Calls `visit` with the place of every entry: of the mode, of the name (start, end), and where the entry ends. */
function scanTree(
  data: Buffer,
  visit: (
    start: number,
    nameStart: number,
    nameEnd: number,
    end: number,
  ) => void,
): void {
  let start = 0;
  while (start < data.length) {
    let nameStart = start;
    while (data[nameStart] !== 32) nameStart++;
    nameStart++;
    let nameEnd = nameStart;
    while (data[nameEnd] !== 0) nameEnd++;
    const end = nameEnd + 21;
    visit(start, nameStart, nameEnd, end);
    start = end;
  }
}

/** The entries of these names in a tree. */
export function findEntries(
  data: Buffer,
  names: Iterable<string>,
): Map<string, TreeEntry> {
  const wanted = new Map<string, string>();
  const lengths = new Set<number>();
  for (const name of names) {
    const bytes = Buffer.from(name);
    wanted.set(bytes.toString('latin1'), name);
    lengths.add(bytes.length);
  }
  const found = new Map<string, TreeEntry>();
  scanTree(data, (start, nameStart, nameEnd, end) => {
    if (!lengths.has(nameEnd - nameStart)) return;
    const name = wanted.get(data.toString('latin1', nameStart, nameEnd));
    if (name === undefined) return;
    found.set(name, {
      mode: data.toString('latin1', start, nameStart - 1),
      oid: data.toString('hex', nameEnd + 1, end),
    });
  });
  return found;
}

/** The entries at these paths below the tree `root`; a path that is not there is not in the answer. */
export async function lookupPaths(
  readTree: ReadTree,
  root: string,
  paths: string[],
): Promise<Map<string, TreeEntry>> {
  const found = new Map<string, TreeEntry>();
  const visit = async (oid: string, folder: string, below: string[]) => {
    const groups = groupByFirstName(below, path => path);
    const entries = findEntries(await readTree(oid), groups.keys());
    await Promise.all(
      [...entries].map(async ([name, entry]) => {
        const group = groups.get(name)!;
        if (group.here.length > 0) found.set(`${folder}${name}`, entry);
        if (group.below.length > 0 && entry.mode === FOLDER_MODE) {
          await visit(
            entry.oid,
            `${folder}${name}/`,
            group.below.map(({ rest }) => rest),
          );
        }
      }),
    );
  };
  if (paths.length > 0) await visit(root, '', paths);
  return found;
}

/** Applies edits to the tree `root`; reads and writes only the folders on the way. */
export async function editTree(
  readTree: ReadTree,
  root: string,
  edits: TreeEdit[],
): Promise<EditedTree> {
  const objects: GitObject[] = [];
  const blocked: string[] = [];
  const twins: EditedTree['twins'] = [];

  const visit = async (
    oid: string | undefined,
    folder: string,
    below: Array<{ rest: string; edit: TreeEdit }>,
  ): Promise<string | undefined> => {
    const data = oid ? await readTree(oid) : NO_TREE;
    const groups = groupByFirstName(below, ({ rest }) => rest);
    const entries = findEntries(data, groups.keys());
    const changes = new Map<string, TreeEntry | null>();
    for (const [name, group] of groups) {
      const old = entries.get(name);
      let entry: TreeEntry | null = old ?? null;
      for (const { item } of group.here) {
        if (item.edit.entry && old?.mode === FOLDER_MODE) {
          blocked.push(item.edit.path);
        }
        entry = item.edit.entry;
      }
      const deeper = group.below.map(({ rest, item }) => ({
        rest,
        edit: item.edit,
      }));
      const writes = deeper.some(({ edit }) => edit.entry);
      if (entry && entry.mode !== FOLDER_MODE && writes) {
        blocked.push(`${folder}${name}`);
      } else if (deeper.length > 0 && (!entry || entry.mode === FOLDER_MODE)) {
        const child = await visit(entry?.oid, `${folder}${name}/`, deeper);
        entry = child ? { mode: FOLDER_MODE, oid: child } : null;
      }
      if (entry?.mode !== old?.mode || entry?.oid !== old?.oid) {
        changes.set(name, entry);
      }
    }
    const added = [...changes].flatMap(([name, entry]) =>
      entry && !entries.has(name) ? [name] : [],
    );
    for (const [name, existing] of findTwins(data, added)) {
      if (changes.get(existing) === null) continue;
      const { here, below: deeper } = groups.get(name)!;
      for (const { item } of [...here, ...deeper]) {
        if (!item.edit.entry) continue;
        twins.push({ path: item.edit.path, existing: `${folder}${existing}` });
      }
    }
    if (changes.size === 0) return oid;
    const tree = gitObject('tree', spliceTree(data, changes));
    if (tree.data.length === 0) return undefined;
    objects.push(tree);
    return tree.oid;
  };

  const oid = await visit(
    root,
    '',
    edits.map(edit => ({ rest: edit.path, edit })),
  );
  if (!oid) objects.push(gitObject('tree', NO_TREE));
  return {
    oid: oid ?? EMPTY_TREE,
    objects,
    blocked: [...new Set(blocked)].sort(),
    twins,
  };
}

/** For each of `names` an entry of the tree that differs from it, but not to every file system. */
function findTwins(data: Buffer, names: string[]): Array<[string, string]> {
  if (names.length === 0) return [];
  const wanted = new Map(names.map(name => [foldName(name), name]));
  const lowered = names.map(name => Buffer.from(name.toLowerCase()));
  const twins: Array<[string, string]> = [];
  scanTree(data, (_start, nameStart, nameEnd) => {
    const mayBeTwin =
      lowered.some(name => sameButForCase(name, data, nameStart, nameEnd)) ||
      !isAscii(data, nameStart, nameEnd);
    if (!mayBeTwin) return;
    const existing = data.toString('utf8', nameStart, nameEnd);
    const name = wanted.get(foldName(existing));
    if (name !== undefined && name !== existing) twins.push([name, existing]);
  });
  return twins;
}

/** From the end, where the names of siblings differ. Setting the bit of lower case may find too much, never too little. */
function sameButForCase(
  lowered: Buffer,
  data: Buffer,
  nameStart: number,
  nameEnd: number,
): boolean {
  if (lowered.length !== nameEnd - nameStart) return false;
  for (let index = lowered.length - 1; index >= 0; index--) {
    // eslint-disable-next-line no-bitwise
    if ((data[nameStart + index] | 32) !== (lowered[index] | 32)) return false;
  }
  return true;
}

function isAscii(data: Buffer, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    if (data[index] > 127) return false;
  }
  return true;
}

/** The tree with some of its entries replaced, added or (null) removed, in Git's order. */
function spliceTree(
  data: Buffer,
  changes: Map<string, TreeEntry | null>,
): Buffer {
  const replaced = new Set(
    [...changes.keys()].map(name => Buffer.from(name).toString('latin1')),
  );
  const lengths = new Set([...replaced].map(name => name.length));
  const inserts = [...changes]
    .flatMap(([name, entry]) => (entry ? [encodeEntry(name, entry)] : []))
    .sort((a, b) => Buffer.compare(a.order, b.order));
  const parts: Buffer[] = [];
  let next = 0;
  let copied = 0;
  scanTree(data, (start, nameStart, nameEnd, end) => {
    while (
      next < inserts.length &&
      comesBefore(inserts[next].order, data, start, nameStart, nameEnd)
    ) {
      parts.push(data.subarray(copied, start), inserts[next].bytes);
      copied = start;
      next++;
    }
    if (
      lengths.has(nameEnd - nameStart) &&
      replaced.has(data.toString('latin1', nameStart, nameEnd))
    ) {
      parts.push(data.subarray(copied, start));
      copied = end;
    }
  });
  parts.push(data.subarray(copied));
  for (; next < inserts.length; next++) parts.push(inserts[next].bytes);
  return Buffer.concat(parts);
}

function encodeEntry(name: string, { mode, oid }: TreeEntry) {
  return {
    order: Buffer.from(mode === FOLDER_MODE ? `${name}/` : name),
    bytes: Buffer.concat([
      Buffer.from(`${mode} ${name}\0`),
      Buffer.from(oid, 'hex'),
    ]),
  };
}

/** Git sorts a folder as if its name ended with a slash. */
function comesBefore(
  order: Buffer,
  data: Buffer,
  start: number,
  nameStart: number,
  nameEnd: number,
): boolean {
  const length = nameEnd - nameStart;
  const shared = Math.min(order.length, length);
  for (let index = 0; index < shared; index++) {
    const difference = order[index] - data[nameStart + index];
    if (difference !== 0) return difference < 0;
  }
  if (order.length <= length) return order.length < length;
  const isFolder = data[start] === 52; // "4" of 40000
  return isFolder && order[shared] < 47;
}

function groupByFirstName<T>(
  items: T[],
  pathOf: (item: T) => string,
): Map<
  string,
  { here: Array<{ item: T }>; below: Array<{ rest: string; item: T }> }
> {
  const groups = new Map<
    string,
    { here: Array<{ item: T }>; below: Array<{ rest: string; item: T }> }
  >();
  for (const item of items) {
    const path = pathOf(item);
    const slash = path.indexOf('/');
    const name = slash < 0 ? path : path.slice(0, slash);
    let group = groups.get(name);
    if (!group) groups.set(name, (group = { here: [], below: [] }));
    if (slash < 0) group.here.push({ item });
    else group.below.push({ rest: path.slice(slash + 1), item });
  }
  return groups;
}
