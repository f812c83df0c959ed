import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { readForgeConfig } from './config';
import { createForgeClient } from './createForgeClient';

const read = (changes: object, cwd?: string) =>
  readForgeConfig(new ConfigReader({ changes } as any), { cwd });

describe('readForgeConfig', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'idp-config-'));
    writeFileSync(join(root, 'backstage.json'), '{}');
    mkdirSync(join(root, 'packages', 'backend'), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('needs nothing for the local forge', () => {
    const config = new ConfigReader({ app: { title: 'Acme Portal' } });
    expect(
      readForgeConfig(config, { cwd: join(root, 'packages', 'backend') }),
    ).toEqual({
      type: 'local',
      branchPrefix: 'portal/',
      portal: { name: 'Acme Portal', email: expect.stringContaining('@') },
      path: join(root, '.local', 'forge.git'),
    });
  });

  it('takes paths from the folder that has a backstage.json', () => {
    const forge = { local: { path: 'data/f.git', seedFrom: '.' } };
    expect(read({ forge }, join(root, 'packages', 'backend'))).toMatchObject({
      path: join(root, 'data', 'f.git'),
      seedFrom: root,
    });
    const absolute = { local: { path: '/srv/forge.git' } };
    expect(read({ forge: absolute }, root)).toMatchObject({
      path: '/srv/forge.git',
    });
  });

  it('reads a repository of a remote forge', () => {
    expect(
      read({
        branchPrefix: 'idp/',
        committer: { name: 'Bot', email: 'bot@example.com' },
        forge: { type: 'github', github: { repository: 'acme/platform' } },
      }),
    ).toEqual({
      type: 'github',
      branchPrefix: 'idp/',
      portal: { name: 'Bot', email: 'bot@example.com' },
      host: 'github.com',
      owner: 'acme',
      repo: 'platform',
    });
    expect(
      read({
        forge: {
          type: 'gitea',
          gitea: { host: 'git.example.com:3000', repository: 'a/b.c' },
        },
      }),
    ).toMatchObject({ host: 'git.example.com:3000', repo: 'b.c' });
  });

  it.each([
    [{ forge: { type: 'svn' } }, 'changes.forge.type is "svn"'],
    [{ branchPrefix: 'portal' }, 'changes.branchPrefix is "portal"'],
    [{ branchPrefix: '../' }, 'changes.branchPrefix'],
    [{ branchPrefix: '-x/' }, 'changes.branchPrefix'],
    [
      { forge: { type: 'github' } },
      'changes.forge.github.repository is missing',
    ],
    [
      { forge: { type: 'github', github: { repository: 'platform' } } },
      'changes.forge.github.repository is "platform"',
    ],
    [
      { forge: { type: 'github', github: { repository: 'acme/..' } } },
      'changes.forge.github.repository',
    ],
    [
      { forge: { type: 'gitea', gitea: { repository: 'a/b' } } },
      'changes.forge.gitea.host is missing',
    ],
    [
      {
        forge: {
          type: 'gitea',
          gitea: { host: 'https://git.example.com', repository: 'a/b' },
        },
      },
      'changes.forge.gitea.host is "https://git.example.com"',
    ],
  ])('says what to write instead of %j', (changes, message) => {
    expect(() => read(changes)).toThrow(message);
    expect(() => read(changes)).toThrow(/: write /);
  });
});

describe('createForgeClient', () => {
  it('makes the local forge by default, and touches nothing yet', () => {
    const lifecycle = mockServices.rootLifecycle.mock();
    const client = createForgeClient({
      config: new ConfigReader({
        changes: { forge: { local: { path: '/no/such/place/forge.git' } } },
      }),
      logger: mockServices.logger.mock(),
      lifecycle,
    });
    expect(client.type).toBe('local');
    expect(client.reviewedInPortal).toBe(true);
    expect(client.fileUrl('a/b.yaml')).toBe(
      'https://local-forge.invalid/platform/src/branch/main/a/b.yaml',
    );
    expect(lifecycle.addShutdownHook).toHaveBeenCalledTimes(1);
  });
});
