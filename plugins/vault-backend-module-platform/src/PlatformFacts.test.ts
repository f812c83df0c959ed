import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { PlatformFacts } from './PlatformFacts';

function createFacts() {
  const catalog = catalogServiceMock.mock();
  const owner = { name: 'group:default/first' };
  catalog.queryEntities.mockImplementation(async () => ({
    items: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'System',
        metadata: { name: 'payments' },
        spec: { type: 'tenant', owner: owner.name },
      },
    ],
    totalItems: 1,
    pageInfo: {},
  }));
  const clock = { seconds: 0 };
  const facts = new PlatformFacts({
    auth: mockServices.auth.mock({
      getOwnServiceCredentials: async () => ({} as any),
    }),
    catalog,
    now: () => clock.seconds * 1_000,
  });
  /** Lets some seconds pass; the seconds at which the catalog was read. */
  const readsIn = async (seconds: number) => {
    const reads: number[] = [];
    const end = clock.seconds + seconds;
    for (; clock.seconds < end; clock.seconds++) {
      catalog.queryEntities.mockClear();
      await facts.refreshIfDue();
      if (catalog.queryEntities.mock.calls.length > 0) {
        reads.push(clock.seconds);
      }
    }
    return reads;
  };
  return { catalog, clock, facts, owner, readsIn };
}

describe('PlatformFacts', () => {
  it('reads the catalog at once, when it had a moment, and else every five minutes', async () => {
    const { facts, readsIn } = createFacts();
    expect(await readsIn(1)).toEqual([0]);
    expect(facts.ownerOf('payments')).toBe('group:default/first');
    expect(await readsIn(999)).toEqual([30, 330, 630, 930]);
  });

  it('knows a new owner soon after main has changed, also where the catalog is late', async () => {
    const { clock, facts, owner, readsIn } = createFacts();
    await readsIn(100);
    facts.invalidate();
    expect(await readsIn(10)).toEqual([103]);
    owner.name = 'group:default/second';
    // And once more, should that not be all.
    expect(await readsIn(200)).toEqual([130, 160]);
    expect(facts.ownerOf('payments')).toBe('group:default/second');
    expect(clock.seconds).toBe(310);
  });

  it('reads while main changes all the time, but not each time', async () => {
    const { facts, readsIn } = createFacts();
    await readsIn(100);
    const reads: number[] = [];
    for (let second = 0; second < 90; second++) {
      facts.invalidate();
      reads.push(...(await readsIn(1)));
    }
    expect(reads).toEqual([103, 118, 133, 148, 163, 178]);
  });

  it('keeps what it knew when the catalog fails, and asks again', async () => {
    const { catalog, facts, owner, readsIn } = createFacts();
    await readsIn(100);
    owner.name = 'group:default/second';
    facts.invalidate();
    await readsIn(3);
    catalog.queryEntities.mockRejectedValueOnce(new Error('down'));
    await expect(facts.refreshIfDue()).rejects.toThrow('down');
    expect(facts.ownerOf('payments')).toBe('group:default/first');
    expect(await readsIn(20)).toEqual([118]);
    expect(facts.ownerOf('payments')).toBe('group:default/second');
  });
});
