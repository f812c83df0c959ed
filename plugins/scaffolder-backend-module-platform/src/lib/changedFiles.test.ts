import { execFileSync } from 'node:child_process';
import { changedFiles } from './changedFiles';
import { blobId } from './gitObject';

const oid = (text: string) => blobId(Buffer.from(text));

it('names content as Git does', () => {
  const git = execFileSync('git', ['hash-object', '--stdin'], {
    input: 'grün\n',
    encoding: 'utf8',
  }).trim();
  expect(blobId(Buffer.from('grün\n'), git)).toBe(git);
  expect(blobId(Buffer.from('x'), 'f'.repeat(64))).toHaveLength(64);
});

it('tells added, changed, deleted and equal files apart', () => {
  const workspace = new Map([
    ['added', Buffer.from('new')],
    ['changed', Buffer.from('two')],
    ['equal', Buffer.from('same')],
    ['equal-but-not-fetched', Buffer.from('same')],
  ]);
  const known = new Map([
    ['changed', oid('one')],
    ['equal', oid('same')],
    ['deleted', oid('gone')],
    ['equal-but-not-fetched', oid('same')],
    ['neither-fetched-nor-written', oid('other')],
  ]);
  expect(
    changedFiles(workspace, known, new Set(['changed', 'equal', 'deleted'])),
  ).toEqual([
    { path: 'added', content: Buffer.from('new') },
    { path: 'changed', content: Buffer.from('two'), baseOid: oid('one') },
    { path: 'deleted', delete: true, baseOid: oid('gone') },
  ]);
});
