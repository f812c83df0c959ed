import { EMPTY_TREE, gitObject, type GitObject } from './gitObjects';
import { FOLDER_MODE, Tree, type TreeEntry } from './Tree';

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

export type ReadTree = (oid: string) => Promise<Tree>;

const NO_TREE = new Tree(Buffer.alloc(0));

/** The entries of these names in a folder. */
function findEntries(
  tree: Tree,
  names: Iterable<string>,
): Map<string, TreeEntry> {
  const found = new Map<string, TreeEntry>();
  for (const name of names) {
    const entry = tree.get(name);
    if (entry) found.set(name, entry);
  }
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
    const old = oid ? await readTree(oid) : NO_TREE;
    const groups = groupByFirstName(below, ({ rest }) => rest);
    const entries = findEntries(old, groups.keys());
    const changes = new Map<string, TreeEntry | null>();
    for (const [name, group] of groups) {
      const before = entries.get(name);
      let entry: TreeEntry | null = before ?? null;
      for (const { item } of group.here) {
        if (item.edit.entry && before?.mode === FOLDER_MODE) {
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
      if (entry?.mode !== before?.mode || entry?.oid !== before?.oid) {
        changes.set(name, entry);
      }
    }
    const added = [...changes].flatMap(([name, entry]) =>
      entry && !entries.has(name) ? [name] : [],
    );
    for (const [name, existing] of old.twinsOf(added)) {
      if (changes.get(existing) === null) continue;
      const { here, below: deeper } = groups.get(name)!;
      for (const { item } of [...here, ...deeper]) {
        if (!item.edit.entry) continue;
        twins.push({ path: item.edit.path, existing: `${folder}${existing}` });
      }
    }
    if (changes.size === 0) return oid;
    const tree = gitObject('tree', old.with(changes));
    if (tree.data.length === 0) return undefined;
    objects.push(tree);
    return tree.oid;
  };

  const oid = await visit(
    root,
    '',
    edits.map(edit => ({ rest: edit.path, edit })),
  );
  if (!oid) objects.push(gitObject('tree', NO_TREE.data));
  return {
    oid: oid ?? EMPTY_TREE,
    objects,
    blocked: [...new Set(blocked)].sort(),
    twins,
  };
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
