import type { ForgeClient } from '@idp/plugin-changes-node';
import { countCalls } from '../__testUtils__/countCalls';
import { FakeForge } from '../__testUtils__/FakeForge';
import { ByteCache } from './ByteCache';
import { MainFiles } from './MainFiles';

const FOLDER = 'gitops/tenants/demo';

function setUp() {
  const fake = new FakeForge({
    [`${FOLDER}/boundary/a.yaml`]: 'a',
    [`${FOLDER}/workloads/hello/base/b.yaml`]: 'b',
    'gitops/tenants/demo-two/boundary/c.yaml': 'c',
  });
  const counted = countCalls(fake as unknown as ForgeClient);
  let now = 0;
  const main = new MainFiles(counted.forge, () => now);
  return {
    ...counted,
    fake,
    main,
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('MainFiles', () => {
  it('lists a tenant once a commit, whatever folder of it is asked for', async () => {
    const { main, fake, calls } = setUp();
    const { commit } = await fake.getHead();
    expect(
      (await main.list(commit, `${FOLDER}/boundary`)).map(({ path }) => path),
    ).toEqual([`${FOLDER}/boundary/a.yaml`]);
    expect(await main.list(commit, `${FOLDER}/workloads/hell`)).toEqual([]);
    expect((await main.list(commit, FOLDER)).map(({ path }) => path)).toEqual([
      `${FOLDER}/boundary/a.yaml`,
      `${FOLDER}/workloads/hello/base/b.yaml`,
    ]);
    expect(calls.get('listFiles')).toBe(1);
  });

  it('reads a tenant once, whatever folder of it is asked for first', async () => {
    const { main, fake, calls } = setUp();
    const { commit } = await fake.getHead();
    const boundary = await main.readFolders(commit, [`${FOLDER}/boundary`]);
    expect([...boundary.keys()]).toEqual([`${FOLDER}/boundary/a.yaml`]);
    expect((await main.readFolders(commit, [FOLDER])).size).toBe(2);
    expect((await main.readFolders(commit, ['gitops/none'])).size).toBe(0);
    expect(calls.get('readFiles')).toBe(1);
  });

  it('reads a content once, also under another commit', async () => {
    const { main, fake, calls } = setUp();
    await main.readFolders((await fake.getHead()).commit, [FOLDER]);
    const moved = fake.push({ [`${FOLDER}/boundary/a.yaml`]: 'newer' });
    calls.clear();
    const files = await main.readFolders(moved.commit, [FOLDER]);
    expect([...files].map(([path, file]) => [path, `${file.content}`])).toEqual(
      [
        [`${FOLDER}/boundary/a.yaml`, 'newer'],
        [`${FOLDER}/workloads/hello/base/b.yaml`, 'b'],
      ],
    );
    expect(calls.get('readFiles')).toBe(1);
  });

  it('asks for the head again when a task has not for half a minute', async () => {
    const { main, fake, wait, calls } = setUp();
    const old = await main.freshHead('task');
    const moved = fake.push({ 'README.md': 'x' });
    expect(await main.recentHead('task')).toEqual(old);
    expect(await main.recentHead('another task')).toEqual(moved);
    wait(30_000);
    expect(await main.recentHead('task')).toEqual(moved);
    expect(calls.get('getHead')).toBe(3);
  });
});

describe('ByteCache', () => {
  it('forgets what was used longest ago, and never keeps more than its limit', () => {
    const cache = new ByteCache<string>(10);
    cache.set('a', 'a', 4);
    cache.set('b', 'b', 4);
    cache.get('a');
    cache.set('c', 'c', 4);
    cache.set('large', 'large', 11);
    expect(['a', 'b', 'c', 'large'].map(key => cache.get(key))).toEqual([
      'a',
      undefined,
      'c',
      undefined,
    ]);
  });

  it('counts a value that is replaced once', () => {
    const cache = new ByteCache<string>(10);
    for (let i = 0; i < 5; i++) cache.set('a', `${i}`, 4);
    cache.set('b', 'b', 4);
    expect(cache.get('a')).toBe('4');
  });
});
