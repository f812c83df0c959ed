import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { UserEntity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { noreplyAddress, resolvePerson } from './person';

const sam: UserEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'sam', namespace: 'default' },
  spec: {
    profile: { displayName: 'Sam Rivera', email: 'sam@example.com' },
    memberOf: ['payments'],
  },
};

const withProfile = (profile: Record<string, unknown>): UserEntity => ({
  ...sam,
  spec: { ...sam.spec, profile },
});

function setUp(entities: UserEntity[] = [sam]) {
  return {
    auth: mockServices.auth(),
    userInfo: mockServices.userInfo({
      userEntityRef: 'user:default/sam',
      ownershipEntityRefs: ['user:default/sam', 'group:default/payments'],
    }),
    catalog: catalogServiceMock({ entities }),
    adminGroups: new Set<string>(),
    portalHost: 'portal.example.com',
  };
}

const asSam = (user?: { ref?: string; entity?: UserEntity }) => ({
  getInitiatorCredentials: async () => mockCredentials.user('user:default/sam'),
  user,
});

describe('resolvePerson', () => {
  it('takes name and address from the catalog user', async () => {
    expect(await resolvePerson(asSam(), setUp())).toEqual({
      ref: 'user:default/sam',
      ownershipRefs: new Set(['user:default/sam', 'group:default/payments']),
      isAdmin: false,
      author: {
        name: 'Sam Rivera',
        email: 'sam@example.com',
        entityRef: 'user:default/sam',
      },
    });
  });

  it('asks the catalog for nothing that the task knows', async () => {
    const options = setUp([]);
    const asked = jest.spyOn(options.catalog, 'getEntityByRef');
    const person = await resolvePerson(
      asSam({ ref: 'user:default/sam', entity: sam }),
      options,
    );
    expect(person.author.email).toBe('sam@example.com');
    expect(asked).not.toHaveBeenCalled();
  });

  it('never takes the entity of somebody else', async () => {
    const kim = { ...sam, metadata: { name: 'kim', namespace: 'default' } };
    const person = await resolvePerson(
      asSam({ ref: 'user:default/kim', entity: kim }),
      setUp([]),
    );
    expect(person.author).toEqual({
      name: 'sam',
      email: 'sam@users.noreply.portal.example.com',
      entityRef: 'user:default/sam',
    });
  });

  it.each([
    [{ displayName: 'Sam <kim@example.com>' }, 'Sam kim@example.com'],
    [{ displayName: 'Sam\nCo-authored-by: Kim' }, 'Sam Co-authored-by: Kim'],
    [{ displayName: '\u202e' }, 'sam'],
  ])(
    'makes a name that fits one line of a commit: %j',
    async (profile, name) => {
      const person = await resolvePerson(
        asSam(),
        setUp([withProfile(profile)]),
      );
      expect(person.author.name).toBe(name);
    },
  );

  it.each([
    'sam',
    'sam@example.com>\nauthor Kim <kim@example.com',
    'a b@c',
    '',
    5,
  ])('falls back to a noreply address for %j', async email => {
    const person = await resolvePerson(
      asSam(),
      setUp([withProfile({ email })]),
    );
    expect(person.author.email).toBe('sam@users.noreply.portal.example.com');
  });

  it('knows members of an administrators’ group', async () => {
    const options = setUp();
    options.adminGroups.add('group:default/payments');
    expect((await resolvePerson(asSam(), options)).isAdmin).toBe(true);
  });

  it('refuses a task that no person started', async () => {
    await expect(
      resolvePerson(
        { getInitiatorCredentials: async () => mockCredentials.service() },
        setUp(),
      ),
    ).rejects.toThrow(
      expect.objectContaining({
        name: 'NotAllowedError',
        message: expect.stringContaining('Sign in'),
      }),
    );
  });
});

it('gives every person an address of their own', () => {
  expect(noreplyAddress('user:default/sam', 'h')).toBe('sam@users.noreply.h');
  expect(noreplyAddress('user:acme/sam', 'h')).toBe('sam+acme@users.noreply.h');
});
