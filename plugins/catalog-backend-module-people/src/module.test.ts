import type { Entity } from '@backstage/catalog-model';
import { configFor, FakeKeycloak } from './__testUtils__/FakeKeycloak';
import { startCatalog } from './__testUtils__/startCatalog';

const SAM = {
  id: '6a1f0c1e-0000-4000-8000-000000000001',
  username: 'sam',
  email: 'sam@example.com',
  firstName: 'Sam',
  lastName: 'Rivera',
};
const KIM = {
  id: '6a1f0c1e-0000-4000-8000-000000000002',
  username: 'kim@example.com',
  email: 'kim@example.com',
  firstName: 'Kim',
};
const LEE = { id: '6a1f0c1e-0000-4000-8000-000000000003', username: 'lee' };
const GONE = { ...LEE, id: 'gone', username: 'gone', enabled: false };

const GROUPS = [
  { id: 'g1', name: 'payments', members: [SAM.id] },
  { id: 'g2', name: 'leads', parent: 'g1', members: [LEE.id] },
  { id: 'g3', name: 'platform', parent: 'g1', members: [LEE.id] },
  { id: 'g4', name: 'platform', members: [SAM.id] },
  { id: 'g5', name: 'two words', members: [SAM.id, LEE.id] },
];

/** The groups of somebody, as ownership is decided by. */
const groupsOf = (entity?: Entity) =>
  (entity?.relations ?? [])
    .filter(({ type }) => type === 'memberOf')
    .map(({ targetRef }) => targetRef)
    .sort();

describe('people and groups of Keycloak in a real catalog', () => {
  const keycloak = new FakeKeycloak();
  let catalog: Awaited<ReturnType<typeof startCatalog>>;

  beforeAll(async () => {
    keycloak.people = [SAM, KIM, LEE, GONE];
    keycloak.groups = GROUPS;
    catalog = await startCatalog(configFor(await keycloak.start()));
  }, 120_000);

  afterAll(async () => {
    await catalog.stop();
    await keycloak.stop();
  });

  /** Until there was a whole reading of what Keycloak has now, and the next has begun. */
  const readAgain = async () => {
    const before = keycloak.readings;
    while (keycloak.readings < before + 3) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };

  /** Whom the sign-in by this subject finds. */
  const bySubject = async (subject: string) =>
    (
      await catalog.all(
        `filter=kind=user,metadata.annotations.keycloak.org/id=${subject}`,
      )
    ).map(({ metadata }) => metadata.name);

  it('are there, each a member of exactly their own groups', async () => {
    const found = await catalog.until(
      entities =>
        entities.size === 7 &&
        groupsOf(entities.get('user:sam')).length === 2 &&
        groupsOf(entities.get('user:lee')).length === 2,
    );
    expect([...found.keys()].sort()).toEqual([
      'group:payments',
      'group:payments.leads',
      'group:payments.platform',
      'group:platform',
      expect.stringMatching(/^user:kim-example\.com-[0-9a-f]{8}$/),
      'user:lee',
      'user:sam',
    ]);
    expect(groupsOf(found.get('user:sam'))).toEqual([
      'group:default/payments',
      'group:default/platform',
    ]);
    // The group of the same name below another is another.
    expect(groupsOf(found.get('user:lee'))).toEqual([
      'group:default/payments.leads',
      'group:default/payments.platform',
    ]);
    expect(found.get('group:payments.leads')!.relations).toContainEqual({
      type: 'childOf',
      targetRef: 'group:default/payments',
    });
    expect(found.get('user:sam')!.spec!.profile).toEqual({
      displayName: 'Sam Rivera',
      email: 'sam@example.com',
    });
    expect(await bySubject(SAM.id)).toEqual(['sam']);
  }, 60_000);

  it('do not become somebody else by what they write into their profile', async () => {
    const { email, firstName, lastName } = SAM;
    keycloak.people = [SAM, { ...KIM, email, firstName, lastName }, LEE, GONE];
    await catalog.until(entities =>
      [...entities.values()].some(
        ({ metadata, spec }) =>
          metadata.name.startsWith('kim-') &&
          (spec!.profile as { displayName: string }).displayName ===
            'Sam Rivera',
      ),
    );
    expect(await bySubject(KIM.id)).toEqual([
      expect.stringMatching(/^kim-example/),
    ]);
    expect(await bySubject(SAM.id)).toEqual(['sam']);
  }, 60_000);

  it.each([
    ['a page of people', /\/users$/],
    ['the groups', /\/groups$/],
    ['the members of a group', /\/members$/],
    ['the token', /\/token$/],
  ])(
    'stay while %s can’t be read',
    async (_name, broken) => {
      const before = (await catalog.all()).length;
      expect(before).toBe(7);
      keycloak.broken = broken;
      await new Promise(resolve => setTimeout(resolve, 3000));
      keycloak.broken = undefined;
      expect(await catalog.all()).toHaveLength(before);
      await readAgain();
      expect(await catalog.all()).toHaveLength(before);
    },
    60_000,
  );

  it('stay where Keycloak shows nobody any more', async () => {
    const { people } = keycloak;
    keycloak.people = [];
    await readAgain();
    expect(await catalog.all()).toHaveLength(7);
    expect(catalog.log()).toContain('roles view-users');
    keycloak.people = people;
  }, 60_000);

  it('go when they leave, or may not sign in any more', async () => {
    keycloak.people = [SAM, KIM, { ...LEE, enabled: false }];
    await catalog.until(entities => !entities.has('user:lee'));
    keycloak.people = [SAM];
    const found = await catalog.until(entities => entities.size === 5);
    expect([...found.keys()]).toContain('user:sam');
    expect(await bySubject(LEE.id)).toEqual([]);
  }, 60_000);
});

describe('a portal without Keycloak', () => {
  it('starts, and has nobody', async () => {
    const catalog = await startCatalog();
    try {
      await catalog.ready();
      expect(await catalog.all()).toEqual([]);
    } finally {
      await catalog.stop();
    }
  }, 120_000);
});
