import { EMPTY_TREE } from '../local/gitObjects';
import {
  diffFolders,
  entriesOf,
  folderOf,
  foldersOf,
  gitMode,
} from './folders';

const OID = 'ab'.repeat(20);

describe('folderOf', () => {
  it('orders entries as Git does, and gives them back', () => {
    const entries = [
      { name: 'a.b', mode: '100644', oid: OID },
      { name: 'a', mode: '40000', oid: OID },
      { name: 'a-b', mode: '100755', oid: OID },
    ];
    const names = entriesOf(folderOf(entries).tree).map(({ name }) => name);
    expect(names).toEqual(['a-b', 'a.b', 'a']);
    expect(folderOf([]).oid).toBe(EMPTY_TREE);
  });
});

it('finds all folders of paths', () => {
  expect(foldersOf(['a/b/c', 'a/d', 'e'])).toEqual(['', 'a', 'a/b']);
});

it('writes modes as Git does', () => {
  expect([16384, 33188, 33261, 40960].map(gitMode)).toEqual([
    '40000',
    '100644',
    '100755',
    '120000',
  ]);
  expect(gitMode('040000')).toBe('40000');
});

describe('diffFolders', () => {
  const file = (name: string, digit: string) => ({
    name,
    mode: '100644',
    oid: digit.repeat(40),
  });
  const folder = (name: string, oid: string) => ({ name, mode: '40000', oid });
  const folders: Record<string, ReturnType<typeof file>[]> = {
    from: [
      file('a', '1'),
      folder('same', 'x'),
      folder('d', 'd1'),
      file('t', '1'),
    ],
    to: [
      file('a', '2'),
      folder('same', 'x'),
      folder('d', 'd2'),
      folder('t', 'd1'),
    ],
    d1: [file('b', '1')],
    d2: [file('c', '1')],
  };

  it('reads only folders that differ', async () => {
    const read: string[] = [];
    const readEntries = async (oid: string) => {
      read.push(oid);
      return folders[oid];
    };
    const changes = await diffFolders({
      readEntries,
      from: 'from',
      to: 'to',
      limit: 10,
    });
    expect(
      changes!.map(({ path, status }) => `${status} ${path}`).sort(),
    ).toEqual([
      'added d/c',
      'added t/b',
      'deleted d/b',
      'deleted t',
      'modified a',
    ]);
    expect(read).not.toContain('x');
    await expect(
      diffFolders({ readEntries, from: 'from', to: 'to', limit: 3 }),
    ).resolves.toBeUndefined();
  });
});
