import { symlink } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { LIMITS } from './limits';
import {
  readRepositoryFile,
  readRepositoryFolder,
  writeRepositoryFile,
} from './workspace';

describe('workspace', () => {
  const directory = createMockDirectory();
  const workspace = () => directory.resolve('workspace');

  beforeEach(() => {
    directory.setContent({
      'outside/secret.yaml': 'token: x',
      'outside/folder/a.yaml': 'a',
      workspace: { repository: { gitops: { 'a.yaml': 'a: 1\n' } } },
    });
  });

  it('reads every file by its path in the repository', async () => {
    await writeRepositoryFile(workspace(), 'gitops/b/c.yaml', 'c: 1\n');
    const files = await readRepositoryFolder(workspace());
    expect([...files].map(([path, content]) => [path, `${content}`])).toEqual([
      ['gitops/a.yaml', 'a: 1\n'],
      ['gitops/b/c.yaml', 'c: 1\n'],
    ]);
  });

  it('reads nothing where there is no repository folder', async () => {
    expect(
      (await readRepositoryFolder(directory.resolve('outside'))).size,
    ).toBe(0);
  });

  it.each([
    ['a file', 'outside/secret.yaml', 'workspace/repository/gitops/x.yaml'],
    ['a folder', 'outside/folder', 'workspace/repository/x'],
    ['nothing', 'nowhere', 'workspace/repository/x.yaml'],
  ])('refuses a link to %s', async (_, target, link) => {
    await symlink(directory.resolve(target), directory.resolve(link));
    await expect(readRepositoryFolder(workspace())).rejects.toThrow(
      'symbolic link',
    );
  });

  it('refuses to follow a link when it reads or writes one file', async () => {
    await symlink(
      directory.resolve('outside/secret.yaml'),
      directory.resolve('workspace/repository/link.yaml'),
    );
    await symlink(
      directory.resolve('outside/folder'),
      directory.resolve('workspace/repository/folder'),
    );
    await expect(readRepositoryFile(workspace(), 'link.yaml')).rejects.toThrow(
      'symbolic link',
    );
    await expect(
      writeRepositoryFile(workspace(), 'link.yaml', 'x'),
    ).rejects.toThrow('symbolic link');
    await expect(
      writeRepositoryFile(workspace(), 'folder/a.yaml', 'x'),
    ).rejects.toThrow('symbolic link');
    expect(directory.content({ path: 'outside' })).toEqual({
      'secret.yaml': 'token: x',
      folder: { 'a.yaml': 'a' },
    });
  });

  it('refuses a repository folder that is a link', async () => {
    directory.setContent({ outside: { 'a.yaml': 'a' }, linked: {} });
    await symlink(
      directory.resolve('outside'),
      directory.resolve('linked/repository'),
    );
    await expect(
      readRepositoryFolder(directory.resolve('linked')),
    ).rejects.toThrow('symbolic link');
  });

  it.each(['../outside/secret.yaml', '/etc/passwd', 'a/../../x', 'a\u0000b'])(
    'refuses the path %j',
    async path => {
      await expect(readRepositoryFile(workspace(), path)).rejects.toThrow(
        'The path',
      );
      await expect(writeRepositoryFile(workspace(), path, '')).rejects.toThrow(
        'The path',
      );
    },
  );

  it('refuses a 10 MB value with the limit in the message', async () => {
    const large = Buffer.alloc(10 * 1024 * 1024, 'a');
    await expect(
      writeRepositoryFile(workspace(), 'gitops/a.yaml', large),
    ).rejects.toThrow(
      'gitops/a.yaml would have 10 MiB; one file of a change may have at most 256 KiB',
    );
    directory.addContent({ 'workspace/repository/gitops/large.yaml': large });
    await expect(readRepositoryFolder(workspace())).rejects.toThrow('256 KiB');
  });

  it('refuses a flood of files', async () => {
    directory.addContent({
      'workspace/repository/many': Object.fromEntries(
        Array.from({ length: LIMITS.files + 1 }, (_, i) => [`${i}.yaml`, 'x']),
      ),
    });
    await expect(readRepositoryFolder(workspace())).rejects.toThrow(
      `more than ${LIMITS.files} files`,
    );
  });

  it('stops when the task is cancelled', async () => {
    await expect(
      readRepositoryFolder(workspace(), AbortSignal.abort()),
    ).rejects.toThrow('aborted');
  });
});
