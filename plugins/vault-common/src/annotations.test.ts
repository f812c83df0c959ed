import { hasVaultAnnotation, readSecretClaim } from './annotations';

const entity = (annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', annotations },
});
const read = (annotations: Record<string, string>) =>
  readSecretClaim(entity(annotations));

describe('the claim of an entity', () => {
  it('is what the annotations of the community plugin say', () => {
    expect(
      read({
        'vault.io/secrets-path': 'team/orders, /team/shared/,team/orders',
        'vault.io/secrets-engine': 'customers/kv',
        'vault.io/secrets-server': 'eu-1',
      }),
    ).toEqual({
      claim: {
        paths: ['team/orders', 'team/shared'],
        engine: 'customers/kv',
        server: 'eu-1',
      },
      problems: [],
    });
  });

  it('is nothing where nothing is said', () => {
    expect(read({})).toEqual({ problems: [] });
    expect(read({ 'vault.io/secrets-engine': 'kv' })).toEqual({ problems: [] });
    expect(hasVaultAnnotation(entity({}))).toBe(false);
    expect(hasVaultAnnotation(entity({ 'vault.io/secrets-path': 'a' }))).toBe(
      true,
    );
  });

  it.each([
    '..',
    'team/../../auth/token',
    'team/%2e%2e/auth',
    'team//orders',
    'team/./orders',
    'team?list=true',
    'team#x',
    'team\\orders',
    'team/оrders',
    'team/\u0000',
    'team/\u202eorders',
    ' , ',
    Array.from({ length: 33 }, () => 'a').join('/'),
    'a'.repeat(513),
    Array.from({ length: 51 }, (_, n) => `a${n}`).join(),
    'a/'.repeat(5_000),
  ])('is refused as %j, in words', path => {
    const { claim, problems } = read({ 'vault.io/secrets-path': path });
    expect(claim).toBeUndefined();
    expect(problems).toEqual([
      expect.stringMatching(
        /^The annotation vault\.io\/secrets-path, .*write /,
      ),
    ]);
  });

  it.each(['vault.io/secrets-engine', 'vault.io/secrets-server'])(
    'becomes no other when %s cannot be read',
    annotation => {
      const { claim, problems } = read({
        'vault.io/secrets-path': 'team/orders',
        [annotation]: '../sys',
      });
      expect(claim).toBeUndefined();
      expect(problems).toHaveLength(1);
    },
  );
});
