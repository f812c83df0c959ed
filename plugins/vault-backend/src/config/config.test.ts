import { ConfigReader } from '@backstage/config';
import { readConfig } from './readConfig';
import { ruleFor } from './readOwners';
import { DAY_MS } from './readRotation';

const read = (vault: object | undefined) =>
  readConfig(new ConfigReader(vault ? { vault: vault as any } : {}));
const one = (more: object = {}) => ({
  baseUrl: 'https://vault.example.com',
  auth: { type: 'static', secret: 't' },
  ...more,
});
const several = (...servers: object[]) => ({
  servers: servers.map(server => one(server)),
});

describe('the configuration', () => {
  it('may be absent', () => {
    expect(read(undefined)).toMatchObject({ servers: [], owners: [] });
    expect(read({})).toMatchObject({ servers: [] });
  });

  it('may be the community plugin’s', () => {
    const { servers, warnings } = read({
      baseUrl: 'http://your-internal-vault-url.svc',
      publicUrl: 'https://your-vault-url.example.com/',
      auth: { type: 'kubernetes', role: 'portal', authPath: '/k8s/eu/' },
      secretEngine: 'customSecretEngine/',
      kvVersion: 1,
      schedule: { frequency: { minutes: 10 }, timeout: { minutes: 1 } },
    });
    expect(servers).toEqual([
      {
        name: 'vault',
        baseUrl: 'http://your-internal-vault-url.svc',
        publicUrl: 'https://your-vault-url.example.com',
        addresses: [],
        engines: [{ mount: 'customSecretEngine', kvVersion: 1 }],
        auth: {
          type: 'kubernetes',
          mount: 'k8s/eu',
          role: 'portal',
          jwtFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
        },
        allowValueAccess: false,
      },
    ]);
    expect(warnings).toEqual([
      expect.stringMatching(/^vault\.schedule has no effect/),
    ]);
    expect(read({ baseUrl: 'https://v', token: 't' }).servers).toMatchObject([
      {
        engines: [{ mount: 'secrets', kvVersion: 2 }],
        auth: { type: 'static', token: 't' },
      },
    ]);
  });

  it('may name several, with namespaces, engines, clusters and ways to sign in', () => {
    const { servers } = read(
      several(
        {
          name: 'eu',
          namespace: '/team/one/',
          engines: [{ mount: '/kv/' }, { mount: 'old', kvVersion: 1 }],
          clusters: ['a'],
          addresses: ['https://vault.vault.svc:8200'],
        },
        { name: 'b', auth: { type: 'file', tokenFile: '/token' } },
        { name: 'c', auth: { type: 'jwt', role: 'r', jwtFile: '/jwt' } },
        {
          name: 'd',
          auth: { type: 'approle', roleId: 'r', secretIdFile: '/s' },
          dangerouslyAllowValueAccess: true,
        },
      ),
    );
    expect(servers).toMatchObject([
      {
        namespace: 'team/one',
        engines: [
          { mount: 'kv', kvVersion: 2 },
          { mount: 'old', kvVersion: 1 },
        ],
        clusters: ['a'],
        addresses: ['https://vault.vault.svc:8200'],
      },
      { auth: { type: 'file', path: '/token' } },
      { auth: { type: 'jwt', mount: 'jwt', role: 'r', jwtFile: '/jwt' } },
      {
        auth: { type: 'approle', mount: 'approle', secretIdFile: '/s' },
        allowValueAccess: true,
      },
    ]);
  });

  it.each<[string, object, RegExp]>([
    ['no sign-in', { baseUrl: 'https://v' }, /vault has no auth: write/],
    ['two sign-ins', one({ token: 't' }), /both token and auth: keep auth/],
    [
      'an unknown sign-in',
      one({ auth: { type: 'ldap' } }),
      /'ldap': write one of static/,
    ],
    ['no address', one({ baseUrl: 'vault' }), /vault\.baseUrl is no address/],
    [
      'a password in an address',
      one({ baseUrl: 'https://a:b@v' }),
      /baseUrl holds a user/,
    ],
    [
      'a query in an address',
      one({ publicUrl: 'https://v?x' }),
      /publicUrl holds a query/,
    ],
    [
      'a mount that leads elsewhere',
      one({ secretEngine: '../sys' }),
      /secretEngine is '\.\.\/sys': .*write/,
    ],
    [
      'a version that is none',
      one({ kvVersion: 3 }),
      /kvVersion is 3: write 1 or 2/,
    ],
    [
      'a namespace that leads elsewhere',
      one({ namespace: 'a/../b' }),
      /namespace is/,
    ],
    [
      'an auth path that leads elsewhere',
      one({ auth: { type: 'kubernetes', role: 'r', authPath: '../x' } }),
      /authPath is '\.\.\/x'/,
    ],
    ['both forms', { ...one(), servers: [] }, /both baseUrl and servers/],
    [
      'one name twice',
      several({ name: 'a' }, { name: 'a' }),
      /names 'a' twice/,
    ],
    [
      'a name that is none',
      several({ name: 'a b' }),
      /name is 'a b': write letters/,
    ],
    [
      'an engine twice',
      several({ name: 'a', engines: [{ mount: 'kv' }, { mount: 'kv/' }] }),
      /engines names kv twice/,
    ],
    ['no engine', several({ name: 'a', engines: [] }), /engines is empty/],
    [
      'an AppRole with two secrets',
      one({
        auth: {
          type: 'approle',
          roleId: 'r',
          secretId: 'a',
          secretIdFile: 'b',
        },
      }),
      /secretId or secretIdFile, and one/,
    ],
    [
      'an owner of an unknown server',
      one({ owners: [{ owner: 'a', prefix: 'p', server: 'x' }] }),
      /owners\[0\]\.server is 'x': write one of vault/,
    ],
    [
      'an owner of a prefix that is none',
      one({ owners: [{ owner: 'a', prefix: '..' }] }),
      /owners\[0\]\.prefix is '\.\.'/,
    ],
    [
      'an owner that is none',
      one({ owners: [{ owner: '::', prefix: 'p' }] }),
      /owner is '::': write a full reference/,
    ],
    [
      'a class with a name that is none',
      one({ rotation: { classes: { 'A b': 'P1D' } } }),
      /classes has 'A b'/,
    ],
    [
      'an age of hours',
      one({ rotation: { default: '3h' } }),
      /default must be one day at least/,
    ],
    [
      'a pace of nothing',
      one({ inventory: { requestsPerSecond: 0 } }),
      /requestsPerSecond is 0/,
    ],
  ])('is refused with %s, in words', (_, vault, words) => {
    expect(() => read(vault)).toThrow(words);
  });

  it('has ages by class', () => {
    expect(read(one()).rotation).toEqual({
      classes: { default: 90 * DAY_MS },
      dueSoonMs: 14 * DAY_MS,
    });
    expect(
      read(
        one({
          rotation: {
            default: { days: 30 },
            dueSoon: 'P7D',
            classes: { yearly: { days: 365 } },
          },
        }),
      ).rotation,
    ).toEqual({
      classes: { default: 30 * DAY_MS, yearly: 365 * DAY_MS },
      dueSoonMs: 7 * DAY_MS,
    });
  });
});

describe('the owner of a path', () => {
  const rules = read(
    one({
      owners: [
        { owner: 'a', prefix: 'team' },
        { owner: 'b', prefix: 'team/deep', mount: 'kv' },
        { owner: 'c', prefix: 'team/deep', server: 'vault', mount: 'two' },
      ],
    }),
  ).owners;
  it.each([
    ['kv', 'team', 'group:default/a'],
    ['kv', 'team/x', 'group:default/a'],
    ['kv', 'team/deep/x', 'group:default/b'],
    ['two', 'team/deep', 'group:default/c'],
    ['three', 'team/deep', 'group:default/a'],
    ['kv', 'teams/x', undefined],
  ])('of %s/%s is %s', (mount, path, owner) => {
    expect(ruleFor(rules, { server: 'vault', mount, path })?.owner).toBe(owner);
  });
});
