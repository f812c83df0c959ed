import { changeLimits } from '../request';
import type { UseForge } from './describeForge';
import { opened, refusal, requestOf } from './harness';

const UNSAFE_PATHS: Array<[string, string]> = [
  ['a parent folder', 'a/../../etc/passwd'],
  ['a parent folder alone', '..'],
  ['the folder itself', 'a/./b'],
  ['an absolute path', '/etc/passwd'],
  ['a path of Windows', 'C:/temp/a'],
  ['the Git folder', '.git/config'],
  ['the Git folder, deeper', 'a/.git/hooks/post-checkout'],
  ['the Git folder in other case', 'a/.GIT/config'],
  ['the short name of the Git folder', 'a/GIT~1/config'],
  ['the Git folder with a dot behind', 'a/.git./config'],
  ['the Git folder with an invisible character', 'a/.g\u200cit/config'],
  ['submodules', '.gitmodules'],
  ['an empty segment', 'a//b'],
  ['a slash at the end', 'a/b/'],
  ['nothing', ''],
  ['a backslash', 'a\\..\\b'],
  ['NUL', 'a\0b'],
  ['a line break', 'a\nb'],
  ['an escape character', 'a\u001b[31mb'],
  ['a blank at the end', 'a /b'],
  ['a device of Windows', 'a/aux.yaml'],
  ['a letter that looks like another', 'tenants/p\u0430yments/a'],
  ['a composed letter', 'tenants/caf\u00e9/a'],
  ['a decomposed letter', 'tenants/cafe\u0301/a'],
  ['text that runs backwards', 'a/\u202egnp.exe'],
  ['a full-width slash', 'a\uff0fb'],
  ['a name of 300 bytes', `a/${'x'.repeat(300)}`],
  ['a path of 5,000 bytes', `${'abcd/'.repeat(1000)}a`],
];

export function describeHostileRequests(use: UseForge) {
  it.each(UNSAFE_PATHS)('refuses %s in a path', async (_name, path) => {
    const { forge, branches } = await use();
    const error = await refusal(
      forge.openChange(requestOf({ 'fine.txt': 'x\n', [path]: 'x\n' })),
      'invalid',
    );
    expect(error.files).toEqual([path]);
    // eslint-disable-next-line no-control-regex
    expect(error.message).not.toMatch(/[^\u0020-\u007e]/);
    expect((await branches()).size).toBe(1);
  });

  it('refuses two paths that differ only in case', async () => {
    const { forge } = await use();
    await refusal(
      forge.openChange(requestOf({ 'x/README.md': '1\n', 'X/other': '2\n' })),
      'invalid',
    );
    await refusal(
      forge.openChange(requestOf({ 'x/a.yaml': '1\n', 'x/A.yaml': '2\n' })),
      'invalid',
    );
  });

  it('refuses a path that differs from one on the base branch only in case', async () => {
    const { forge } = await use({ 'tenants/payments/a.yaml': '1\n' });
    for (const path of ['tenants/Payments/b.yaml', 'tenants/payments/A.yaml']) {
      const error = await refusal(
        forge.openChange(requestOf({ [path]: '2\n' })),
        'invalid',
      );
      expect(error.files).toEqual([path]);
      expect(error.message).toContain('tenants/payments');
    }
  });

  it('refuses a path twice, and a file that is a folder of another', async () => {
    const { forge } = await use();
    const edit = { path: 'a', content: Buffer.from('a\n') };
    await refusal(
      forge.openChange(requestOf({}, { files: [edit, { ...edit }] })),
      'invalid',
    );
    await refusal(
      forge.openChange(requestOf({ a: 'a\n', 'a/b': 'b\n' })),
      'invalid',
    );
  });

  it('refuses a folder where a file is, and a file where a folder is', async () => {
    const { forge } = await use({ 'x/file': '1\n' });
    const below = await refusal(
      forge.openChange(requestOf({ 'x/file/deeper': '2\n' })),
      'conflict',
    );
    expect(below.files).toEqual(['x/file']);
    const over = await refusal(
      forge.openChange(requestOf({ x: '2\n' })),
      'conflict',
    );
    expect(over.files).toEqual(['x']);
  });

  it('refuses no files, and the deletion of a file that never was', async () => {
    const { forge } = await use();
    await refusal(forge.openChange(requestOf({})), 'invalid');
    const error = await refusal(
      forge.openChange(requestOf({ 'fine.txt': 'x\n', 'no/such.txt': null })),
      'invalid',
    );
    expect(error.files).toEqual(['no/such.txt']);
  });

  it('refuses a file over the limit, and takes one at it', async () => {
    const { forge } = await use();
    const error = await refusal(
      forge.openChange(
        requestOf({ big: Buffer.alloc(changeLimits.fileBytes + 1, 97) }),
      ),
      'invalid',
    );
    expect(error.files).toEqual(['big']);
    await opened(
      forge,
      requestOf({ big: Buffer.alloc(changeLimits.fileBytes, 97) }),
    );
  });

  it('refuses too many files', async () => {
    const { forge } = await use();
    const files = Object.fromEntries(
      Array.from({ length: changeLimits.files + 1 }, (_, index) => [
        `f/${index}`,
        'x',
      ]),
    );
    await refusal(forge.openChange(requestOf(files)), 'invalid');
  });

  it.each([
    ['one segment', 'payments'],
    ['three segments', 'a/b/c'],
    ['a parent folder', '../main'],
    ['capitals', 'onboard-tenant/Payments'],
    ['two dots', 'onboard-tenant/a..b'],
    ['the name of a lock', 'onboard-tenant/a.lock'],
    ['a blank', 'onboard-tenant/a b'],
    ['a reference expression', 'onboard-tenant/a^{}'],
    ['an option', '-d/--force'],
    ['a line break', 'onboard-tenant/a\nb'],
  ])('refuses %s in a key', async (_name, key) => {
    const { forge } = await use();
    await refusal(
      forge.openChange(requestOf({ a: 'a\n' }, { key })),
      'invalid',
    );
  });

  it('refuses a change without a title, or an author without an address', async () => {
    const { forge } = await use();
    await refusal(
      forge.openChange(requestOf({ a: 'a\n' }, { title: ' \n ' })),
      'invalid',
    );
    await refusal(
      forge.openChange(
        requestOf({ a: 'a\n' }, { author: { name: 'Sam', email: '' } }),
      ),
      'invalid',
    );
  });
}
