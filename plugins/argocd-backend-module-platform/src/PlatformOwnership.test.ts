import type { ApplicationIdentity } from '@idp/plugin-argocd-node';
import { PlatformOwnership } from './PlatformOwnership';

const ownerOf = (
  project: string,
  name: string,
  rest: Partial<ApplicationIdentity> = {},
) =>
  new PlatformOwnership().ownerOf({
    instance: 'local',
    namespace: 'argocd',
    name,
    project,
    destination: { cluster: 'in-cluster', namespace: 'anything' },
    labels: {},
    ...rest,
  });

describe('whose an Application is', () => {
  it('says the contract of a workload: it, then its tenant', () => {
    expect(ownerOf('payments', 'payments--orders-api')).toEqual({
      entityRefs: ['component:payments/orders-api', 'system:default/payments'],
      group: 'payments',
    });
  });

  it('says the contract of a boundary, which the platform delivers: the tenant', () => {
    expect(ownerOf('platform', 'tenant--payments')).toEqual({
      entityRefs: ['system:default/payments'],
      group: 'payments',
    });
  });

  it('is the platform for all else in its project, a component by its name first', () => {
    expect(ownerOf('platform', 'platform--external-dns')).toEqual({
      entityRefs: ['resource:default/external-dns', 'system:default/platform'],
      group: 'platform',
    });
    for (const name of ['root', 'platform', 'tenant--kube-x', 'a--b']) {
      expect(ownerOf('platform', name)).toEqual({
        entityRefs: ['system:default/platform'],
        group: 'platform',
      });
    }
  });

  it.each([
    ['names one tenant in the project of another', 'payments', 'demo--orders'],
    ['is a boundary outside of the platform', 'payments', 'tenant--payments'],
    ['is of the platform by its name only', 'payments', 'platform--vault'],
    ['has one part too many', 'payments', 'payments--orders--x'],
    ['has a name that is none', 'payments', 'payments--X'],
    ['is in the default project', 'default', 'payments--orders'],
  ])('is nobody where it %s', (_, project, name) => {
    expect(ownerOf(project, name)).toBeUndefined();
  });

  it('is nobody outside of the namespace that only Argo CD writes into', () => {
    expect(
      ownerOf('payments', 'payments--orders', { namespace: 'tenant-payments' }),
    ).toBeUndefined();
    expect(
      ownerOf('platform', 'root', { namespace: 'tenant-payments' }),
    ).toBeUndefined();
  });

  it('does not ask labels', () => {
    expect(
      ownerOf('payments', 'payments--orders', {
        labels: { 'platform.idp/tenant': 'demo' },
      })?.group,
    ).toBe('payments');
  });
});
