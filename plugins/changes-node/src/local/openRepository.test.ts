import {
  mkdtemp,
  mkdir,
  readdir,
  rm,
  writeFile,
  chmod,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { PORTAL, refusal } from '../testing/harness';
import { personGit } from '../testing/localHarness';
import { openRepository } from './openRepository';
import type { Repository } from './Repository';

describe('openRepository', () => {
  let folder: string;
  let path: string;
  const opened: Repository[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'idp-seed-test-'));
    path = join(folder, 'state', 'forge.git');
  });
  afterEach(async () => {
    opened.splice(0).forEach(repository => repository.close());
    await rm(folder, { recursive: true, force: true });
  });

  const open = async (seedFrom?: string) => {
    const repository = await openRepository({
      path,
      seedFrom,
      portal: PORTAL,
      logger: mockServices.logger.mock(),
    });
    opened.push(repository);
    return repository;
  };
  const filesOfMain = () =>
    personGit(path, ['ls-tree', '-r', '--name-only', 'main'])
      .split('\n')
      .filter(Boolean);
  const write = async (files: Record<string, string>) => {
    const checkout = join(folder, 'check out');
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(checkout, name, '..'), { recursive: true });
      await writeFile(join(checkout, name), text);
    }
    return checkout;
  };
  const commit = (checkout: string, message: string) => {
    personGit(checkout, ['add', '-A']);
    personGit(checkout, ['commit', '-q', '-m', message]);
  };

  it('begins with the HEAD commit of a checkout as one root commit', async () => {
    const checkout = await write({ 'README.md': 'old', 'gitops/a.yaml': 'a' });
    personGit(checkout, ['init', '-q', '-b', 'feature']);
    commit(checkout, 'One');
    await write({ 'README.md': 'new' });
    commit(checkout, 'Two');
    await write({ 'README.md': 'not committed', 'untracked.txt': 'x' });
    const before = personGit(checkout, ['status', '--porcelain']);

    const repository = await open(checkout);
    expect((await repository.head()).branch).toBe('main');
    expect(filesOfMain()).toEqual(['README.md', 'gitops/a.yaml']);
    expect(personGit(path, ['show', 'main:README.md'])).toBe('new');
    expect(personGit(path, ['rev-list', '--count', 'main']).trim()).toBe('1');
    expect(personGit(path, ['log', '-1', '--format=%an %ae'])).toBe(
      `${PORTAL.name} ${PORTAL.email}\n`,
    );
    expect(personGit(path, ['fsck', '--full'])).toBe('');
    expect(personGit(checkout, ['status', '--porcelain'])).toBe(before);
  });

  it('takes the tree of a linked worktree', async () => {
    const checkout = await write({ a: 'main' });
    personGit(checkout, ['init', '-q']);
    commit(checkout, 'One');
    const linked = join(folder, 'linked');
    personGit(checkout, ['worktree', 'add', '-q', '-b', 'other', linked]);
    await writeFile(join(linked, 'b'), 'linked');
    commit(linked, 'Two');
    await open(linked);
    expect(filesOfMain()).toEqual(['a', 'b']);
  });

  it('takes the files of a folder without .git, but none that are ignored', async () => {
    const checkout = await write({
      '.gitignore': 'dist\n',
      'README.md': 'x',
      'dist/out.js': 'x',
      'node_modules/a/index.js': 'x',
      'app-config.local.yaml': 'token: secret',
      '.env': 'TOKEN=secret',
      '.local/state': 'x',
      'bin/run': '#!/bin/sh',
    });
    await chmod(join(checkout, 'bin/run'), 0o755);
    await open(checkout);
    expect(filesOfMain()).toEqual(['.gitignore', 'README.md', 'bin/run']);
    expect(personGit(path, ['ls-tree', 'main', 'bin/'])).toMatch(/^100755 /);
    expect(await readdir(checkout)).not.toContain('.git');
  });

  it('begins empty where nothing is to be taken', async () => {
    const repository = await open();
    expect(filesOfMain()).toEqual([]);
    expect((await repository.head()).commit.parents).toEqual([]);
  });

  it('leaves a repository alone that is there, and seeds one without a commit', async () => {
    await mkdir(path, { recursive: true });
    personGit(path, ['init', '-q', '--bare', '-b', 'trunk']);
    const first = await open(await write({ a: 'first' }));
    const { branch, commit: seeded } = await first.head();
    expect(branch).toBe('trunk');
    const again = await open(await write({ a: 'second' }));
    expect((await again.head()).commit.oid).toBe(seeded.oid);
  });

  it('is made once when several open it at the same time', async () => {
    const checkout = await write({ a: 'x' });
    const repositories = await Promise.all([1, 2, 3].map(() => open(checkout)));
    const heads = await Promise.all(
      repositories.map(
        async repository => (await repository.head()).commit.oid,
      ),
    );
    expect(new Set(heads).size).toBe(1);
    expect(await readdir(join(folder, 'state'))).toEqual(['forge.git']);
  });

  it('leaves nothing behind when it can not be seeded', async () => {
    const error = await refusal(open(join(folder, 'missing')), 'unavailable');
    expect(error.message).toContain('changes.forge.local.seedFrom');
    expect(await readdir(join(folder, 'state'))).toEqual([]);
  });

  it.each([
    ['a folder of other things', 'no Git repository'],
    ['a checkout', 'belongs to a checkout'],
    ['a file', 'no folder'],
    ['sha256', 'sha1 only'],
  ])('refuses %s', async (kind, words) => {
    await mkdir(join(path, '..'), { recursive: true });
    if (kind === 'a file') await writeFile(path, 'x');
    else await mkdir(path);
    if (kind === 'a folder of other things') {
      await writeFile(join(path, 'x'), 'x');
    }
    if (kind === 'a checkout') {
      personGit(path, ['init', '-q', '.']);
      path = join(path, '.git');
    }
    if (kind === 'sha256') {
      personGit(path, ['init', '-q', '--bare', '--object-format=sha256']);
    }
    const error = await refusal(open(), 'unavailable');
    expect(error.message).toContain(words);
    expect(error.message).toContain(path);
  });

  it('refuses pushes of broken objects and of its own references', async () => {
    await open(await write({ a: 'x' }));
    const setting = (name: string) =>
      personGit(path, ['config', '--get', name]).trim();
    expect(setting('transfer.fsckObjects')).toBe('true');
    expect(setting('receive.hideRefs')).toBe('refs/idp');
  });
});
