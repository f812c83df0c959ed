import type { VaultPlace } from '../Deliveries';
import type { Ask } from '../objects/ExternalSecret';
import { parseSecretStore } from '../objects/SecretStore';
import { wireStore } from '../__testUtils__/objects';
import { placeOf } from './placeOf';

const PLACES: VaultPlace[] = [
  {
    name: 'main',
    addresses: ['https://vault.example.com', 'https://vault.vault.svc:8200'],
    mounts: ['kv', 'teams/kv'],
  },
  {
    name: 'of-a-namespace',
    addresses: ['https://vault.example.com'],
    namespace: 'admin/eu',
    mounts: ['kv'],
  },
];

function place(
  vault: object,
  ask: Partial<Ask> = {},
  places: VaultPlace[] = PLACES,
) {
  return placeOf(
    {
      store: { kind: 'SecretStore', name: 'vault' },
      key: 'team/db',
      covers: 'path',
      ...ask,
    },
    parseSecretStore('SecretStore', wireStore(vault))!,
    'local',
    places,
  );
}

const ref = (mount: string, path: string, server = 'main') => ({
  source: { ref: { server, mount, path }, covers: 'path' },
});

describe('where the key of a store is in Vault', () => {
  it.each([
    ['kv', 'team/db', 'kv', 'team/db'],
    ['/kv/', 'team/db', 'kv', 'team/db'],
    ['kv', 'kv/team/db', 'kv', 'team/db'],
    ['kv', 'kv/data/team/db', 'kv', 'team/db'],
    ['kv', 'data/team/db', 'kv', 'data/team/db'],
    ['kv/data', 'team/db', 'kv', 'team/db'],
    ['teams/kv', 'team/db', 'teams/kv', 'team/db'],
    ['teams/kv', 'teams/kv/team/db', 'teams/kv', 'team/db'],
  ])('with the path %s of the store and key %s', (path, key, mount, found) => {
    expect(place({ path }, { key })).toEqual(ref(mount, found));
  });

  it.each([
    ['v2', 'kv/team/db', 'kv', 'team/db'],
    ['v2', 'teams/kv/data/team/db', 'teams/kv', 'team/db'],
    ['v1', 'teams/kv/team/db', 'teams/kv', 'team/db'],
    ['v1', 'other/team/db', 'other', 'team/db'],
  ])(
    'without a path, by version %s and key %s',
    (version, key, mount, path) => {
      expect(place({ path: undefined, version }, { key })).toEqual(
        ref(mount, path),
      );
    },
  );

  it.each([
    'https://vault.vault.svc:8200',
    'https://vault.vault.svc:8200/',
    'https://VAULT.vault.svc:8200',
    'https://vault.example.com:443/',
  ])('is the Vault of the address %s', server => {
    expect(place({ server })).toEqual(ref('kv', 'team/db'));
  });

  it('is that of the namespace where the address is the same', () => {
    expect(
      place({ server: 'https://vault.example.com', namespace: 'admin/eu/' }),
    ).toEqual(ref('kv', 'team/db', 'of-a-namespace'));
  });

  it.each([
    ['https://other.example.com', undefined],
    ['http://vault.example.com', undefined],
    ['no address', undefined],
    ['https://vault.example.com', 'admin'],
  ])('is unknown for the address %s in namespace %s', (server, namespace) => {
    expect(place({ server, namespace })).toEqual({
      problem: expect.stringContaining('vault.servers[].addresses'),
    });
  });

  it('is unknown where the address is of other clusters', () => {
    expect(place({}, {}, [{ ...PLACES[0], clusters: ['eks'] }])).toEqual({
      problem: expect.stringContaining('does not know'),
    });
  });

  it.each(['../../sys/raw', 'team//db', '/team/db', 'team/db/', 'team/dë', ''])(
    'is nowhere for the key %j',
    key => {
      expect(place({}, { key })).toEqual({
        problem: expect.stringMatching(/^its path cannot be read: .*write /),
      });
    },
  );

  it.each(['../x', 'a//b'])('is nowhere for the mount %j', path => {
    expect(place({ path })).toEqual({
      problem: expect.stringContaining('its path cannot be read'),
    });
  });

  it('may be all of the mount for a search, and only for one', () => {
    expect(place({}, { key: '', covers: 'prefix' })).toEqual({
      source: {
        ref: { server: 'main', mount: 'kv', path: '' },
        covers: 'prefix',
      },
    });
  });

  it('is told to be none of Vault for another provider', () => {
    const store = parseSecretStore('SecretStore', {
      metadata: { namespace: 'a', name: 'b' },
      spec: { provider: { aws: { service: 'SecretsManager' } } },
    })!;
    const ask: Ask = { store, key: 'x', covers: 'path' };
    expect(placeOf(ask, store, 'local', PLACES)).toEqual({
      problem: "its store reads from 'aws' and not from Vault",
    });
  });
});
