import type { Entity } from '@backstage/catalog-model';
import { PlatformScopes } from './PlatformScopes';

const scopes = new PlatformScopes();

const entity = (
  kind: string,
  namespace: string,
  name: string,
  annotations: Record<string, string> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { namespace, name, annotations },
});

describe('what is measured of an entity', () => {
  it('of a workload: the namespace of its tenant, its blueprint’s panels and dashboard', () => {
    expect(
      scopes.scopeOf(
        entity('Component', 'payments', 'orders', {
          'platform.idp/blueprint': 'web-service',
          'platform.idp/environments': 'local,eks',
        }),
      ),
    ).toEqual({
      kind: 'web-service',
      namespace: 'tenant-payments',
      workload: 'orders',
      environments: ['local', 'eks'],
      ruleGroups: ['workloads'],
      dashboards: {
        uids: ['blueprint-web-service'],
        variables: { namespace: 'tenant-payments', workload: 'orders' },
      },
    });
  });

  it.each([
    ['worker', 'worker'],
    ['cron-job', 'job'],
    ['constructor', 'web-service'],
  ])('the blueprint %s has the panels of a %s', (blueprint, kind) => {
    expect(
      scopes.scopeOf(
        entity('Component', 'payments', 'orders', {
          'platform.idp/blueprint': blueprint,
        }),
      ),
    ).toMatchObject({ kind });
  });

  it('of a tenant: all of its namespace', () => {
    expect(scopes.scopeOf(entity('System', 'default', 'payments'))).toEqual({
      kind: 'tenant',
      namespace: 'tenant-payments',
      ruleGroups: ['tenants', 'workloads'],
      dashboards: {
        uids: ['tenant-boundary'],
        variables: { namespace: 'tenant-payments' },
      },
    });
  });

  it('of the platform: its dashboards, and no namespace', () => {
    const scope = scopes.scopeOf(entity('System', 'default', 'platform'));
    expect(scope).toMatchObject({ kind: 'platform' });
    expect(scope).not.toHaveProperty('namespace');
  });

  it('does not follow annotations to another tenant', () => {
    expect(
      scopes.scopeOf(
        entity('Component', 'payments', 'orders', {
          'platform.idp/tenant': 'billing',
          'platform.idp/workload': 'ledger',
          'backstage.io/kubernetes-namespace': 'tenant-billing',
          'grafana/namespace': 'tenant-billing',
        }),
      ),
    ).toMatchObject({ namespace: 'tenant-payments', workload: 'orders' });
  });

  it.each([
    ['Component', 'default', 'orders'],
    ['Resource', 'payments', 'orders'],
    ['API', 'payments', 'orders'],
    ['System', 'payments', 'billing'],
    ['Component', 'platform', 'orders'],
    ['Component', 'kube-system', 'orders'],
    ['Component', 'payments', 'or'],
    ['Component', 'payments', 'a--b'],
  ])('nothing of %s:%s/%s', (kind, namespace, name) => {
    expect(scopes.scopeOf(entity(kind, namespace, name))).toBeUndefined();
  });
});

describe('whose an alert is', () => {
  it.each([
    [
      { namespace: 'tenant-payments', workload: 'orders' },
      ['component:payments/orders', 'system:default/payments'],
    ],
    [{ namespace: 'tenant-payments' }, ['system:default/payments']],
    [
      { namespace: 'tenant-payments', workload: '../x' },
      ['system:default/payments'],
    ],
    // The label that a rule may write is not asked.
    [{ tenant: 'payments', workload: 'orders' }, ['system:default/platform']],
    [{ namespace: 'argocd', workload: 'x' }, ['system:default/platform']],
    [{ namespace: 'tenant-Payments' }, ['system:default/platform']],
    [{}, ['system:default/platform']],
  ])('%j: %j', (labels, owners) => {
    expect(scopes.ownersOf(labels as Record<string, string>)).toEqual(owners);
  });
});
