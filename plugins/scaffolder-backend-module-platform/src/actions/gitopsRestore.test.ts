import { createMockDirectory } from '@backstage/backend-test-utils';
import type { ForgeClient } from '@idp/plugin-changes-node';
import { MainFiles } from '../lib/MainFiles';
import { countCalls } from '../__testUtils__/countCalls';
import { createTestTask } from '../__testUtils__/createTestTask';
import { FakeForge } from '../__testUtils__/FakeForge';
import { createGitopsFetchAction } from './gitopsFetch';
import { createGitopsRestoreAction } from './gitopsRestore';

const WORKLOAD = 'gitops/tenants/demo/workloads/hello';
const RELEASE = `${WORKLOAD}/overlays/eks/release.yaml`;

describe('platform:gitops:restore', () => {
  const directory = createMockDirectory();

  async function setUp() {
    directory.setContent({ workspace: {} });
    const fake = new FakeForge({
      [`${WORKLOAD}/base/workload.yaml`]: 'port: 8080\n',
      [`${WORKLOAD}/base/gone.yaml`]: 'was there\n',
      [RELEASE]: 'image: a:1\n',
    });
    const { commit: earlier } = await fake.getHead();
    fake.push({
      [`${WORKLOAD}/base/workload.yaml`]: 'port: 9090\n',
      [`${WORKLOAD}/base/gone.yaml`]: undefined,
      [`${WORKLOAD}/base/later.yaml`]: 'came later\n',
      [RELEASE]: 'image: a:2\n',
    });
    const { forge, calls } = countCalls(fake as unknown as ForgeClient);
    const main = new MainFiles(forge);
    const task = createTestTask({
      workspacePath: directory.resolve('workspace'),
    });
    await task.run(createGitopsFetchAction({ main }), { paths: [WORKLOAD] });
    const restore = (input: { revision?: string; paths: string[] }) =>
      task.run(createGitopsRestoreAction({ main }), {
        revision: earlier,
        ...input,
      });
    const files = () =>
      directory.content({
        path: `workspace/repository/${WORKLOAD}`,
      }) as any;
    return { fake, calls, task, restore, files };
  }

  it('brings a folder back to what it was, and leaves the rest', async () => {
    const { restore, files } = await setUp();
    await expect(
      restore({ paths: [`${WORKLOAD}/overlays/eks/`] }),
    ).resolves.toEqual({ changed: [RELEASE] });
    expect(files()).toEqual({
      base: { 'workload.yaml': 'port: 9090\n', 'later.yaml': 'came later\n' },
      overlays: { eks: { 'release.yaml': 'image: a:1\n' } },
    });
  });

  it('removes what came later and brings back what went', async () => {
    const { restore, files } = await setUp();
    await expect(restore({ paths: [`${WORKLOAD}/base`] })).resolves.toEqual({
      changed: ['gone', 'later', 'workload'].map(
        name => `${WORKLOAD}/base/${name}.yaml`,
      ),
    });
    expect(files().base).toEqual({
      'gone.yaml': 'was there\n',
      'workload.yaml': 'port: 8080\n',
    });
  });

  it('brings back one file', async () => {
    const { restore } = await setUp();
    await expect(restore({ paths: [RELEASE] })).resolves.toEqual({
      changed: [RELEASE],
    });
  });

  it('changes nothing a second time, or where nothing has changed since', async () => {
    const { restore, task } = await setUp();
    await restore({ paths: [WORKLOAD] });
    await expect(restore({ paths: [WORKLOAD] })).resolves.toEqual({
      changed: [],
    });
    expect(task.log.at(-1)).toContain('nothing has changed since');
  });

  it('says which path was not there at that commit, and removes nothing', async () => {
    const { restore, files, fake } = await setUp();
    const { commit } = fake.push({ [WORKLOAD]: undefined, 'a.md': 'x' });
    await expect(
      restore({ revision: commit, paths: [`${WORKLOAD}/base/later.yaml`] }),
    ).resolves.toEqual({ changed: [] });
    const older = new FakeForge({ 'a.md': 'x' });
    Object.assign(fake, { listFiles: older.listFiles.bind(older) });
    await expect(
      restore({
        revision: (await older.getHead()).commit,
        paths: [`${WORKLOAD}/overlays/eks`],
      }),
    ).rejects.toThrow(/overlays\/eks was not there at commit [0-9a-f]{40}/);
    expect(files().overlays.eks['release.yaml']).toBe('image: a:2\n');
  });

  it('needs the path in the workspace before, so that nothing is compared with nothing', async () => {
    const { restore, calls } = await setUp();
    calls.clear();
    await expect(
      restore({ paths: ['gitops/tenants/other/workloads/x'] }),
    ).rejects.toThrow('was not fetched');
    await expect(restore({ paths: ['../../etc'] })).rejects.toThrow('The path');
    expect(calls.size).toBe(0);
  });

  it('works in a dry run, as it writes to the workspace only', async () => {
    const { restore, task } = await setUp();
    task.isDryRun = true;
    await expect(restore({ paths: [RELEASE] })).resolves.toEqual({
      changed: [RELEASE],
    });
  });
});
