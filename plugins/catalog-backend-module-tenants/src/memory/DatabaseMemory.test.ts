import { TestDatabases } from '@backstage/backend-test-utils';
import { Known, type KnownSource } from '../provider/Known';
import { effectOf } from '../sources';
import { DatabaseMemory } from './DatabaseMemory';

const DAY_MS = 24 * 60 * 60 * 1000;
const SHAPE = 'shape';

const knownSource = (
  path: string,
  parts: Partial<KnownSource> = {},
): KnownSource => {
  const effect = effectOf(path);
  if (effect?.kind !== 'source') throw new Error(`${path} is no source`);
  return { source: effect.source, refs: [`a:b/${path}`], ...parts };
};

const SHOP = 'gitops/tenants/shop/boundary/tenant.yaml';
const CART = 'gitops/tenants/shop/workloads/cart/base/workload.yaml';
const owner = 'group:default/sellers';

describe('what a portal remembers in the database', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let time = 0;
  const open = async () => {
    const knex = await databases.init('SQLITE_3');
    const create = () =>
      DatabaseMemory.create({ getClient: async () => knex }, () => time);
    return { memory: await create(), create };
  };
  const told = (commit: string, ...sources: KnownSource[]) => {
    const known = new Known();
    for (const source of sources) known.take(source);
    return { commit, known, domains: { eks: 'apps.example.com' } };
  };

  it('is nothing at first', async () => {
    const { memory } = await open();
    await expect(memory.recall(SHAPE)).resolves.toBeUndefined();
  });

  it('comes back as it was, with thousands of sources', async () => {
    const { memory, create } = await open();
    const many = Array.from({ length: 2500 }, (_, index) =>
      knownSource(`gitops/tenants/many${index}/boundary/tenant.yaml`),
    );
    const shop = knownSource(SHOP, { owner, goodAt: 'c1' });
    await memory.keepAll(told('c1', shop, ...many), SHAPE);
    await memory.keepAll(told('c2', shop, knownSource(CART), ...many), SHAPE);
    const recalled = (await (await create()).recall(SHAPE))!;
    expect(recalled).toMatchObject({
      commit: 'c2',
      isOld: false,
      domains: { eks: 'apps.example.com' },
    });
    expect(recalled.known.all()).toHaveLength(2502);
    expect(recalled.known.get(shop.source)).toEqual(shop);
    expect(recalled.known.ownerOf('shop')).toBe(owner);
    expect(recalled.known.workloadsOf('shop')).toHaveLength(1);
  });

  it('follows what changes', async () => {
    const { memory } = await open();
    const shop = knownSource(SHOP, { owner });
    await memory.keepAll(told('c1', shop, knownSource(CART)), SHAPE);
    const gone = knownSource(CART, { refs: [] });
    const given = knownSource(SHOP, { owner: 'group:default/other' });
    await memory.keepChanges('c1', told('c2'), [gone, given]);
    const recalled = (await memory.recall(SHAPE))!;
    expect(recalled.commit).toBe('c2');
    expect(recalled.known.all()).toEqual([{ ...given, goodAt: undefined }]);
  });

  it('is left alone by a replica that is behind another', async () => {
    const { memory } = await open();
    await memory.keepAll(told('c3', knownSource(SHOP)), SHAPE);
    const late = knownSource(SHOP, { refs: [] });
    await memory.keepChanges('c1', told('c2'), [late]);
    const recalled = (await memory.recall(SHAPE))!;
    expect(recalled.commit).toBe('c3');
    expect(recalled.known.all()).toHaveLength(1);
  });

  it('is old after a day, and where entities look otherwise now', async () => {
    const { memory } = await open();
    await memory.keepAll(told('c1'), SHAPE);
    time += DAY_MS;
    await expect(memory.recall(SHAPE)).resolves.toMatchObject({ isOld: false });
    await expect(memory.recall('other')).resolves.toMatchObject({
      isOld: true,
    });
    time += 1;
    await expect(memory.recall(SHAPE)).resolves.toMatchObject({ isOld: true });
  });
});
