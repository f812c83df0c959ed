import type { ForgeClient } from '@idp/plugin-changes-node';
import { countCalls } from '../__testUtils__/countCalls';
import { FakeForge } from '../__testUtils__/FakeForge';
import { MainFiles } from './MainFiles';
import { References } from './References';

const FILE = 'templates/blueprints/web-service/v1/kustomization.yaml';

describe('References', () => {
  function setUp() {
    const fake = new FakeForge({ [FILE]: 'a' });
    const counted = countCalls(fake as unknown as ForgeClient);
    let now = 0;
    const references = new References(new MainFiles(counted.forge), () => now);
    return {
      ...counted,
      fake,
      references,
      wait: (ms: number) => {
        now += ms;
      },
    };
  }

  it('serves the commits of a minute, and says when it is not exact', async () => {
    const { references, fake, total, wait } = setUp();
    const { commit } = await fake.getHead();
    expect(await references.known()).toBeUndefined();
    expect(await references.recent(commit)).toMatchObject({ exact: true });
    const before = total();
    const moved = fake.push({ [FILE]: 'b' });
    const stale = await references.recent(moved.commit);
    expect([stale.exact, `${stale.files.get(FILE)?.content}`]).toEqual([
      false,
      'a',
    ]);
    expect(total()).toBe(before);
    expect(`${(await references.at(moved.commit)).get(FILE)?.content}`).toBe(
      'b',
    );
    wait(60_000);
    const next = fake.push({ [FILE]: 'c' });
    expect(await references.recent(next.commit)).toMatchObject({ exact: true });
  });

  it('asks once for many at the same time', async () => {
    const { references, fake, calls } = setUp();
    const { commit } = await fake.getHead();
    await Promise.all(
      Array.from({ length: 20 }, () => references.recent(commit)),
    );
    expect(calls.get('readFiles')).toBe(1);
  });

  it('does not remember a failure', async () => {
    const { references, fake } = setUp();
    const { commit } = await fake.getHead();
    jest
      .spyOn(fake, 'listFiles')
      .mockRejectedValueOnce(new Error('forge is down'));
    await expect(references.recent(commit)).rejects.toThrow('forge is down');
    await expect(references.recent(commit)).resolves.toMatchObject({
      exact: true,
    });
  });
});
