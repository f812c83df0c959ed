import { createLocalHarness } from '../testing/localHarness';
import { editTree, lookupPaths, type TreeEdit } from './editTree';
import { gitObject, type GitObject } from './gitObjects';
import { Repository } from './Repository';
import { Tree } from './Tree';

/** Numbers that look like chance and are the same in every run. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

describe('editTree', () => {
  const memory = new Map<string, Tree>();
  const readTree = async (oid: string) => memory.get(oid)!;
  const blob = (text: string) => gitObject('blob', Buffer.from(text)).oid;
  const write = (path: string, text = path): TreeEdit => ({
    path,
    entry: { mode: '100644', oid: blob(text) },
  });
  const remember = (objects: GitObject[]) =>
    objects.forEach(({ oid, data }) => memory.set(oid, new Tree(data)));
  const treeOf = async (paths: string[]) => {
    remember([gitObject('tree', Buffer.alloc(0))]);
    const empty = gitObject('tree', Buffer.alloc(0)).oid;
    const edited = await editTree(
      readTree,
      empty,
      paths.map(path => write(path)),
    );
    remember(edited.objects);
    return edited.oid;
  };

  it('makes the trees that git makes of the same edits', async () => {
    const harness = await createLocalHarness({ start: 'x' });
    const repository = new Repository(harness.gitDir);
    const next = sequence(7);
    const names = ['a', 'a-b', 'a.b', 'a0', 'ab', 'b', 'z', '_', 'a b'];
    const name = () => names[next(names.length)];
    const files = new Map<string, string>([['start', 'x']]);
    try {
      for (let round = 0; round < 25; round++) {
        const pushed: Record<string, string | null> = {};
        for (let count = next(6); count >= 0; count--) {
          const depth = 1 + next(3);
          const path = Array.from({ length: depth }, name).join('/');
          const isBlocked = [...files.keys(), ...Object.keys(pushed)].some(
            other =>
              other.startsWith(`${path}/`) || path.startsWith(`${other}/`),
          );
          if (isBlocked) continue;
          pushed[path] = files.has(path) && next(2) ? null : `${round} ${path}`;
        }
        if (Object.keys(pushed).length === 0) continue;
        const before = (await repository.head()).commit.tree;
        const edited = await editTree(
          repository.readTree,
          before,
          Object.entries(pushed).map(([path, text]) =>
            text === null ? { path, entry: null } : write(path, text),
          ),
        );
        await harness.push(pushed);
        expect(edited.oid).toBe((await repository.head()).commit.tree);
        for (const [path, text] of Object.entries(pushed)) {
          if (text === null) files.delete(path);
          else files.set(path, text);
        }
        const found = await lookupPaths(repository.readTree, edited.oid, [
          ...files.keys(),
          ...Object.keys(pushed),
        ]);
        expect([...found.keys()].sort()).toEqual([...files.keys()].sort());
      }
    } finally {
      repository.close();
      await harness.close();
    }
  });

  it('writes and reads only the folders on the way', async () => {
    const paths = Array.from({ length: 300 }, (_, index) => `t/${index}/a/f`);
    const root = await treeOf(paths);
    const read: string[] = [];
    const edited = await editTree(
      async oid => {
        read.push(oid);
        return readTree(oid);
      },
      root,
      [write('t/7/a/new'), write('t/new/f')],
    );
    expect(read).toHaveLength(4);
    expect(edited.objects).toHaveLength(5);
  });

  it('removes a folder with its last file', async () => {
    const root = await treeOf(['a/b/c', 'd']);
    const edited = await editTree(readTree, root, [
      { path: 'a/b/c', entry: null },
    ]);
    expect(edited.oid).toBe(await treeOf(['d']));
    const all = await editTree(readTree, root, [
      { path: 'a/b/c', entry: null },
      { path: 'd', entry: null },
    ]);
    expect(all.oid).toBe(gitObject('tree', Buffer.alloc(0)).oid);
  });

  it('turns a file into a folder only where the file is deleted', async () => {
    const root = await treeOf(['a']);
    const both = await editTree(readTree, root, [
      { path: 'a', entry: null },
      write('a/b'),
    ]);
    expect(both.blocked).toEqual([]);
    expect(both.oid).toBe(await treeOf(['a/b']));
    const one = await editTree(readTree, root, [write('a/b')]);
    expect(one.blocked).toEqual(['a']);
  });

  it('finds the entry beside which a new one can not stand', async () => {
    const root = await treeOf(['tenants/payments/a', 'tenants/cafe\u0301/a']);
    const twins = async (edits: TreeEdit[]) =>
      (await editTree(readTree, root, edits)).twins;
    await expect(twins([write('tenants/Payments/b')])).resolves.toEqual([
      { path: 'tenants/Payments/b', existing: 'tenants/payments' },
    ]);
    await expect(twins([write('tenants/caf\u00e9/b')])).resolves.toEqual([
      { path: 'tenants/caf\u00e9/b', existing: 'tenants/cafe\u0301' },
    ]);
    await expect(twins([write('tenants/payments/b')])).resolves.toEqual([]);
    await expect(twins([write('tenants/`ayments/b')])).resolves.toEqual([]);
    await expect(
      twins([
        { path: 'tenants/payments/a', entry: null },
        write('tenants/Payments/a'),
      ]),
    ).resolves.toEqual([]);
  });

  it('refuses a damaged tree instead of reading on', () => {
    const sound = gitObject('tree', Buffer.alloc(0));
    expect(new Tree(sound.data).get('a')).toBeUndefined();
    const damaged = new Tree(Buffer.from('100644 a\0short'));
    expect(() => damaged.get('a')).toThrow('damaged');
  });
});
