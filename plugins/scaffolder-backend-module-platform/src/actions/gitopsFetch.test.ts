import { symlink } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import type { ForgeClient } from '@idp/plugin-changes-node';
import { readBaseRecord } from '../lib/baseRecord';
import { blobId } from '../lib/gitObject';
import { MainFiles } from '../lib/MainFiles';
import { countCalls } from '../__testUtils__/countCalls';
import { createTestTask } from '../__testUtils__/createTestTask';
import { FakeForge } from '../__testUtils__/FakeForge';
import { createGitopsFetchAction } from './gitopsFetch';

describe('platform:gitops:fetch', () => {
  const directory = createMockDirectory();

  function setUp() {
    directory.setContent({ workspace: {} });
    const fake = new FakeForge({
      'README.md': 'hello\n',
      'gitops/tenants/demo/boundary/tenant.yaml': 'kind: Tenant\n',
      'gitops/tenants/demo/boundary/kustomization.yaml': 'resources: []\n',
      'gitops/tenants/demo-two/boundary/tenant.yaml': 'kind: Tenant\n',
      'large/a.yaml': 'x'.repeat(300 * 1024),
    });
    const { forge, calls } = countCalls(fake as unknown as ForgeClient);
    const action = createGitopsFetchAction({ main: new MainFiles(forge) });
    const task = createTestTask({
      workspacePath: directory.resolve('workspace'),
    });
    return { fake, calls, task, fetch: task.run.bind(task, action) };
  }

  it('brings a folder into the workspace and remembers where it came from', async () => {
    const { fetch, calls, task, fake } = setUp();
    const { commit } = await fake.getHead();
    const outputs = await fetch({ paths: ['gitops/tenants/demo/'] });
    expect(outputs).toEqual({
      commit,
      files: [
        'gitops/tenants/demo/boundary/kustomization.yaml',
        'gitops/tenants/demo/boundary/tenant.yaml',
      ],
    });
    expect(directory.content({ path: 'workspace/repository' })).toEqual({
      gitops: {
        tenants: {
          demo: {
            boundary: {
              'tenant.yaml': 'kind: Tenant\n',
              'kustomization.yaml': 'resources: []\n',
            },
          },
        },
      },
    });
    expect(await readBaseRecord(task.workspacePath)).toEqual({
      commit,
      branch: 'main',
      files: new Map([
        [
          'gitops/tenants/demo/boundary/kustomization.yaml',
          blobId(Buffer.from('resources: []\n')),
        ],
        [
          'gitops/tenants/demo/boundary/tenant.yaml',
          blobId(Buffer.from('kind: Tenant\n')),
        ],
      ]),
    });
    expect(Object.fromEntries(calls)).toEqual({
      getHead: 1,
      listFiles: 1,
      readFiles: 1,
    });
  });

  it('brings a single file', async () => {
    const { fetch, calls } = setUp();
    const { files } = await fetch({ paths: ['README.md'] });
    expect(files).toEqual(['README.md']);
    expect(calls.get('listFiles')).toBeUndefined();
  });

  it('reads the commit of the first fetch again when main moved on', async () => {
    const { fetch, fake, calls } = setUp();
    const first = await fetch({ paths: ['README.md'] });
    fake.push({ 'gitops/tenants/demo/boundary/tenant.yaml': 'newer' });
    const second = await fetch({ paths: ['gitops/tenants/demo'] });
    expect(second.commit).toBe(first.commit);
    expect(calls.get('getHead')).toBe(1);
    expect(directory.content({ path: 'workspace/repository' })).toMatchObject({
      'README.md': 'hello\n',
      gitops: {
        tenants: { demo: { boundary: { 'tenant.yaml': 'kind: Tenant\n' } } },
      },
    });
  });

  it('sees what was merged a moment before', async () => {
    const { fetch, fake, task } = setUp();
    await fetch({ paths: ['README.md'] });
    fake.push({ 'gitops/tenants/new/boundary/tenant.yaml': 'kind: Tenant\n' });
    directory.setContent({ workspace: {} });
    const { files } = await fetch({ paths: ['gitops/tenants/new'] });
    expect(files).toEqual(['gitops/tenants/new/boundary/tenant.yaml']);
    expect(task.log.at(-1)).toContain('Fetched 1 files of main');
  });

  it('says which path is missing, and passes it over when it is optional', async () => {
    const { fetch } = setUp();
    await expect(fetch({ paths: ['gitops/tenants/gone'] })).rejects.toThrow(
      'gitops/tenants/gone is not on main of the GitOps repository',
    );
    await expect(
      fetch({ paths: ['gitops/tenants/gone'], optional: true }),
    ).resolves.toMatchObject({ files: [] });
  });

  it('refuses a name that is taken, and does not mistake a longer name for it', async () => {
    const { fetch } = setUp();
    await expect(
      fetch({ paths: [], absent: ['gitops/tenants/demo'] }),
    ).rejects.toThrow('gitops/tenants/demo is on main already');
    await expect(
      fetch({ paths: [], absent: ['gitops/tenants/dem'] }),
    ).resolves.toMatchObject({ files: [] });
  });

  it.each([
    '../workspace-of-another-task',
    '/etc/passwd',
    'gitops/../../x',
    '.git/config',
    'gitops/tenants/pаyments',
    'a\u0000b',
  ])('refuses the path %j before it asks the forge', async path => {
    const { fetch, calls } = setUp();
    await expect(fetch({ paths: [path] })).rejects.toThrow('The path');
    expect(calls.size).toBe(0);
  });

  it('refuses a file over the limit', async () => {
    const { fetch } = setUp();
    await expect(fetch({ paths: ['large'] })).rejects.toThrow(
      'large/a.yaml would have 300 KiB',
    );
  });

  it('does not write through a link that another step left', async () => {
    const { fetch } = setUp();
    directory.setContent({ outside: {}, workspace: {} });
    await symlink(
      directory.resolve('outside'),
      directory.resolve('workspace/repository'),
    );
    await expect(fetch({ paths: ['README.md'] })).rejects.toThrow(
      'symbolic link',
    );
    expect(directory.content({ path: 'outside' })).toEqual({});
  });

  it('needs a path', async () => {
    const { fetch } = setUp();
    await expect(fetch({ paths: [] })).rejects.toThrow('at least one path');
  });

  it('stops when the task is cancelled', async () => {
    const { fetch, task } = setUp();
    task.signal = AbortSignal.abort();
    await expect(fetch({ paths: ['README.md'] })).rejects.toThrow('aborted');
  });

  it('reads in a dry run too, because reading changes nothing', async () => {
    const { fetch, task } = setUp();
    task.isDryRun = true;
    await expect(fetch({ paths: ['README.md'] })).resolves.toMatchObject({
      files: ['README.md'],
    });
  });
});
