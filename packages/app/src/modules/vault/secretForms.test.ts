import { secretForms } from './secretForms';

const forms = secretForms(() => new Date('2026-11-26T23:00:00Z'));

const entity = (annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', annotations },
});

const formOf = (link: string | undefined) => {
  const url = new URL(link!, 'http://portal');
  return [url.pathname, JSON.parse(url.searchParams.get('formData')!)];
};

const secret = (path: string, mount = 'kv') => ({
  server: 'local',
  mount,
  path,
});

describe('the form that adds a secret', () => {
  it('is filled in with the tenant, and the workload where it is one', () => {
    expect(
      formOf(
        forms.addLink({
          entity: entity({
            'platform.idp/tenant': 'payments',
            'platform.idp/workload': 'orders',
          }),
        }),
      ),
    ).toEqual([
      '/create/templates/default/add-secret',
      { tenant: 'payments', workload: 'orders' },
    ]);
    expect(
      formOf(
        forms.addLink({
          entity: entity({ 'platform.idp/tenant': 'payments' }),
        }),
      )[1],
    ).toEqual({ tenant: 'payments' });
  });

  it('is none for what is not of this platform', () => {
    expect(forms.addLink({ entity: entity({}) })).toBeUndefined();
  });
});

describe('the form that rotates a secret', () => {
  const entityRef = 'component:payments/orders';

  it('is filled in with the secret and today', () => {
    expect(
      formOf(
        forms.rotateLink({
          entityRef,
          secret: secret('tenant-payments/orders/database'),
        }),
      ),
    ).toEqual([
      '/create/templates/default/rotate-secret',
      {
        tenant: 'payments',
        workload: 'orders',
        secret: 'database',
        rotatedOn: '2026-11-26',
      },
    ]);
  });

  it.each([
    ['a path of another workload', entityRef, 'tenant-payments/ledger/db'],
    ['a path of another shape', entityRef, 'tenant-payments/orders/a/b'],
    ['a tenant', 'system:default/payments', 'tenant-payments/orders/db'],
  ])('is none for %s', (_, of, path) => {
    expect(
      forms.rotateLink({ entityRef: of, secret: secret(path) }),
    ).toBeUndefined();
  });

  it('is none in another mount', () => {
    expect(
      forms.rotateLink({
        entityRef,
        secret: secret('tenant-payments/orders/database', 'other'),
      }),
    ).toBeUndefined();
  });
});
