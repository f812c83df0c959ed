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
  const clock = { minutes: 0 };
  const facts = new PlatformFacts({
    auth: mockServices.auth.mock({
      getOwnServiceCredentials: async () => ({} as any),
    }),
    catalog,
    now: () => clock.minutes * 60_000,
  });
  const looksIn = async (ticks: number) => {
    catalog.queryEntities.mockClear();
    for (let n = 0; n < ticks; n++) await facts.refreshIfDue();
    return catalog.queryEntities.mock.calls.length;
  };
  return { catalog, clock, facts, looksIn, owner };
}

describe('PlatformFacts', () => {
  it('reads the catalog twice at first, and not again while nothing changes', async () => {
    const { facts, looksIn } = createFacts();
    expect(await looksIn(20)).toBe(2);
    expect(facts.ownerOf('payments')).toBe('group:default/first');
  });

  it('knows a new owner soon after main has changed, though the catalog is late', async () => {
    const { facts, looksIn, owner } = createFacts();
    await looksIn(2);
    facts.invalidate();
    expect(await looksIn(1)).toBe(1);
    owner.name = 'group:default/second';
    expect(await looksIn(9)).toBe(1);
    expect(facts.ownerOf('payments')).toBe('group:default/second');
  });

  it('reads again after five minutes, should an event be lost', async () => {
    const { clock, facts, looksIn, owner } = createFacts();
    await looksIn(2);
    owner.name = 'group:default/second';
    clock.minutes = 4.9;
    expect(await looksIn(3)).toBe(0);
    clock.minutes = 5;
    expect(await looksIn(3)).toBe(1);
    expect(facts.ownerOf('payments')).toBe('group:default/second');
  });

  it('keeps what it knew when the catalog fails, and asks at the next turn', async () => {
    const { catalog, facts, looksIn } = createFacts();
    await looksIn(2);
    facts.invalidate();
    catalog.queryEntities.mockRejectedValueOnce(new Error('down'));
    await expect(facts.refreshIfDue()).rejects.toThrow('down');
    expect(facts.ownerOf('payments')).toBe('group:default/first');
    expect(await looksIn(5)).toBe(2);
  });
});
