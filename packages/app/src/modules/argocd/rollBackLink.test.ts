import { rollBackLink } from './rollBackLink';

const commit = 'a'.repeat(40);
const entity = (annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', annotations },
});
const workload = entity({
  'platform.idp/tenant': 'payments',
  'platform.idp/workload': 'orders',
});
const linkFor = (of: ReturnType<typeof entity>, revision: string) =>
  rollBackLink({
    entity: of,
    application: {
      ref: { instance: 'eks', namespace: 'argocd', name: 'payments--orders' },
    } as any,
    deployment: { id: 3, revisions: [revision], deployedAt: '' },
  });

describe('rollBackLink', () => {
  it('fills in the form with workload, environment and commit', () => {
    const link = new URL(linkFor(workload, commit)!, 'http://portal');
    expect(link.pathname).toBe('/create/templates/default/roll-back');
    expect(JSON.parse(link.searchParams.get('formData')!)).toEqual({
      tenant: 'payments',
      workload: 'orders',
      environment: 'eks',
      revision: commit,
      scope: 'release',
    });
  });

  it.each([
    ['an entity of another platform', entity({}), commit],
    ['a version of a chart', workload, '1.4.0'],
  ])('has none for %s', (_, of, revision) => {
    expect(linkFor(of, revision)).toBeUndefined();
  });
});
