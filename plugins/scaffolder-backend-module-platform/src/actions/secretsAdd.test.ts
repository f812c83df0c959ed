import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFiles, paths } from '@idp/platform-contract';
import type { ForgeClient } from '@idp/plugin-changes-node';
import { createPlatform } from '../__testUtils__/createPlatform';
import { FakeForge } from '../__testUtils__/FakeForge';
import { workloadFiles } from '../__testUtils__/repositoryFiles';
import { readRepositoryFolder } from '../lib/workspace';

describe('platform:secrets:add', () => {
  let platform: ReturnType<typeof createPlatform>;
  let task: ReturnType<typeof platform.task>;

  beforeEach(() => {
    platform = createPlatform({
      forge: new FakeForge({}) as unknown as ForgeClient,
    });
    task = platform.task('kim');
    task.write(workloadFiles('payments', 'orders'));
  });
  afterEach(() => platform.cleanUp());

  const add = (input: object) =>
    task.step('platform:secrets:add', {
      tenant: 'payments',
      workload: 'orders',
      ...input,
    });
  const read = (path: string) =>
    readFileSync(join(task.workspacePath, 'repository', path), 'utf8');
  const two = {
    secrets: [
      { name: 'database', keys: [] },
      { name: 'smtp', keys: ['USER', 'PASSWORD'] },
    ],
  };

  it('adds two secrets, which keep the contract', async () => {
    const before = read(paths.workloadFile('payments', 'orders'));
    const outputs = await add(two);
    expect(outputs).toEqual({
      files: [
        paths.externalSecret('payments', 'orders', 'database'),
        paths.externalSecret('payments', 'orders', 'smtp'),
        paths.baseKustomization('payments', 'orders'),
        paths.workloadFile('payments', 'orders'),
      ],
      vaultPaths: [
        'tenant-payments/orders/database',
        'tenant-payments/orders/smtp',
      ],
    });
    expect(
      read(paths.workloadFile('payments', 'orders')).startsWith(
        before.slice(0, before.indexOf('envFrom')),
      ),
    ).toBe(true);
    const files = await readRepositoryFolder(task.workspacePath);
    const texts = new Map([...files].map(([path, text]) => [path, `${text}`]));
    expect(checkFiles(texts, { complete: false }).problems).toEqual([]);
    expect(
      texts.get(paths.externalSecret('payments', 'orders', 'smtp')),
    ).toContain('property: PASSWORD');
    expect(
      texts.get(paths.externalSecret('payments', 'orders', 'database')),
    ).toContain('dataFrom');
  });

  it('changes nothing when it runs again', async () => {
    await add(two);
    const files = await readRepositoryFolder(task.workspacePath);
    expect((await add(two)).files).toEqual([]);
    expect(await readRepositoryFolder(task.workspacePath)).toEqual(files);
  });

  it('does nothing for an empty list', async () => {
    expect(await add({ secrets: [] })).toEqual({ files: [], vaultPaths: [] });
  });

  it('edits in a dry run too: the workspace is no repository', async () => {
    task.isDryRun = true;
    expect((await add(two)).files).toHaveLength(4);
  });

  it.each([
    [{ tenant: '../demo', ...two }, 'tenant name'],
    [{ workload: 'orders/../..', ...two }, 'workload name'],
    [{ secrets: [{ name: '../../x' }] }, 'secret name'],
    [{ secrets: [{ name: 'Database' }] }, 'secret name'],
    [{ secrets: [{ name: 'dаtabase' }] }, 'secret name'],
    [{ secrets: [{ name: 'database\n- x' }] }, 'secret name'],
    [{ secrets: [{ name: 'database' }, { name: 'database' }] }, 'named twice'],
    [{ workload: 'other', ...two }, 'no workload other of tenant payments'],
  ])('refuses %j', async (input, problem) => {
    await expect(add(input)).rejects.toThrow(problem);
    expect(read(paths.baseKustomization('payments', 'orders'))).not.toContain(
      'external-secret',
    );
  });
});
