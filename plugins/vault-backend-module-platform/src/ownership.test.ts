import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { PlatformFacts } from './PlatformFacts';
import { PlatformNamespaces } from './PlatformNamespaces';
import { PlatformPaths } from './PlatformPaths';

const entity = (kind: string, name: string, spec: object, path?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name,
    ...(path && { annotations: { 'vault.io/secrets-path': path } }),
  },
  spec: { ...spec },
});

async function createFacts() {
  const facts = new PlatformFacts({
    auth: mockServices.auth.mock({
      getOwnServiceCredentials: async () => ({} as any),
    }),
    catalog: catalogServiceMock({
      entities: [
        entity('System', 'payments', {
          type: 'tenant',
          owner: 'group:default/payments-team',
        }),
        entity('System', 'platform', { owner: 'group:default/platform' }),
        entity(
          'Resource',
          'grafana',
          { type: 'platform-component', owner: 'group:default/platform' },
          'grafana/grafana',
        ),
        entity(
          'Resource',
          'odd',
          { type: 'platform-component', owner: 'group:default/platform' },
          'tenant-payments',
        ),
        entity('Resource', 'billing', { type: 'database', owner: 'x' }),
      ],
    }),
  });
  await facts.refresh();
  return facts;
}

describe('whose a path is', () => {
  let paths: PlatformPaths;
  beforeAll(async () => {
    paths = new PlatformPaths(await createFacts());
  });
  const ownerOf = (path: string, mount = 'kv') =>
    paths.ownerOf({ server: 'any', mount, path });

  it('says the contract: the workload, then its tenant, and who owns that writes', () => {
    expect(ownerOf('tenant-payments/orders/database')).toEqual({
      entityRefs: ['component:payments/orders', 'system:default/payments'],
      writtenBy: 'group:default/payments-team',
      group: 'payments',
    });
  });

  it.each([
    'tenant-payments',
    'tenant-payments/shared',
    'tenant-payments/orders/database/more',
    'tenant-payments/Orders/database',
    'tenant-payments/default/database',
  ])('is the tenant of %s', path => {
    expect(ownerOf(path)?.entityRefs).toEqual(['system:default/payments']);
  });

  it('is told of a tenant that the catalog does not have yet, but for who writes', () => {
    expect(ownerOf('tenant-new-one/api/key')).toEqual({
      entityRefs: ['component:new-one/api', 'system:default/new-one'],
      group: 'new-one',
    });
  });

  it('is the platform for its components and the portal', () => {
    expect(ownerOf('grafana/grafana/oidc-client')).toEqual({
      entityRefs: ['resource:default/grafana', 'system:default/platform'],
      writtenBy: 'group:default/platform',
      group: 'platform',
    });
    expect(ownerOf('backstage/backstage/session')?.entityRefs[0]).toBe(
      'component:default/portal',
    );
  });

  it.each([
    ['tenant-kube-x/orders/database', 'kv'],
    ['tenant-vault/orders/database', 'kv'],
    ['tenant-/orders/database', 'kv'],
    ['legacy/billing/ftp', 'kv'],
    ['grafana', 'kv'],
    ['tenant-payments/orders/database', 'secret'],
  ])('is nobody for %s in %s', (path, mount) => {
    expect(ownerOf(path, mount)).toBeUndefined();
  });

  it.each([
    ['system:default/payments', 'tenant-payments'],
    ['component:payments/orders', 'tenant-payments/orders'],
    ['component:default/portal', 'backstage/backstage'],
    ['resource:default/grafana', 'grafana/grafana'],
  ])('begins for %s with %s, in every Vault', (entityRef, path) => {
    expect(paths.prefixesOf({ entityRef })).toEqual([{ mount: 'kv', path }]);
  });

  it.each([
    'system:default/platform',
    'system:other/payments',
    'component:default/other',
    'resource:default/odd',
    'resource:default/none',
    'api:payments/orders',
  ])('begins nowhere for %s', entityRef => {
    expect(paths.prefixesOf({ entityRef })).toBeUndefined();
  });
});

describe('whose an ExternalSecret is', () => {
  it.each([
    [
      'tenant-payments',
      'orders--database',
      ['component:payments/orders', 'system:default/payments'],
    ],
    ['tenant-payments', 'something', ['system:default/payments']],
    ['tenant-payments', 'a--b--c', ['system:default/payments']],
    ['grafana', 'oidc', ['system:default/platform']],
  ])('in %s of the name %s', (namespace, name, entityRefs) => {
    expect(
      new PlatformNamespaces().ownerOf({ name, namespace })?.entityRefs,
    ).toEqual(entityRefs);
  });

  it('is nobody where the namespace is that of no tenant', () => {
    expect(
      new PlatformNamespaces().ownerOf({ name: 'a', namespace: 'tenant-x--y' }),
    ).toBeUndefined();
  });
});
