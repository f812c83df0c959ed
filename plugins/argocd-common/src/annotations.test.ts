import { hasArgoCDAnnotation, labelsMatch, readClaim } from './annotations';

const entity = (annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', annotations },
});

const claimOf = (annotations: Record<string, string>) =>
  readClaim(entity(annotations));

describe('the claim of an entity', () => {
  it('is what the annotations of the community plugins say', () => {
    expect(
      claimOf({
        'argocd/app-name': 'orders, orders-db,orders',
        'argocd/app-namespace': 'team-a',
        'argocd/project-name': 'payments',
        'argocd/instance-name': 'local,eks',
      }),
    ).toEqual({
      claim: {
        names: ['orders', 'orders-db'],
        namespace: 'team-a',
        project: 'payments',
        instances: ['local', 'eks'],
      },
      problems: [],
    });
  });

  it('may be a label selector of any form', () => {
    const { claim, problems } = claimOf({
      'argocd/app-selector':
        'app=orders, tier in (web, api), env notin (test), team!=x, !canary, acme.io/live',
    });
    expect(problems).toEqual([]);
    expect(claim!.selector).toEqual([
      { key: 'app', operator: 'in', values: ['orders'] },
      { key: 'tier', operator: 'in', values: ['web', 'api'] },
      { key: 'env', operator: 'notin', values: ['test'] },
      { key: 'team', operator: 'notin', values: ['x'] },
      { key: 'canary', operator: 'absent', values: [] },
      { key: 'acme.io/live', operator: 'exists', values: [] },
    ]);
  });

  it('is nothing where nothing is said', () => {
    expect(claimOf({})).toEqual({ problems: [] });
    expect(claimOf({ 'argocd/project-name': 'payments' })).toEqual({
      problems: [],
    });
    expect(hasArgoCDAnnotation(entity({}))).toBe(false);
    expect(hasArgoCDAnnotation(entity({ 'argocd/app-name': 'x' }))).toBe(true);
  });

  it.each<Record<string, string>>([
    { 'argocd/app-name': '../orders' },
    { 'argocd/app-name': 'orders?refresh=hard' },
    { 'argocd/app-name': 'Orders' },
    { 'argocd/app-name': 'оrders' },
    { 'argocd/app-name': 'a\nb' },
    { 'argocd/app-name': ',' },
    { 'argocd/app-name': 'a'.repeat(300) },
    { 'argocd/app-name': Array.from({ length: 51 }, (_, n) => `a${n}`).join() },
    { 'argocd/app-selector': 'app=orders&name=x' },
    { 'argocd/app-selector': 'tier in ()' },
    { 'argocd/app-selector': 'app=(x)' },
    { 'argocd/app-selector': 'a = b = c' },
    { 'argocd/app-selector': `${'a,'.repeat(60)}a` },
    { 'argocd/app-selector': `${'('.repeat(4000)}` },
  ])('is refused as %j, in words', annotations => {
    const { claim, problems } = claimOf(annotations);
    expect(claim).toBeUndefined();
    expect(problems).toEqual([
      expect.stringMatching(
        /^The annotation argocd\/app-(name|selector) .*Write /,
      ),
    ]);
  });

  it.each([
    'argocd/app-namespace',
    'argocd/project-name',
    'argocd/instance-name',
  ])('does not become wider when %s cannot be read', annotation => {
    const { claim, problems } = claimOf({
      'argocd/app-name': 'orders',
      [annotation]: 'team a/..',
    });
    expect(claim).toBeUndefined();
    expect(problems).toHaveLength(1);
  });

  it('says that a proxy has no effect, and holds all the same', () => {
    const { claim, problems } = claimOf({
      'argocd/app-name': 'orders',
      'argocd/proxy-url': '/argocd/api2',
    });
    expect(claim).toEqual({ names: ['orders'] });
    expect(problems).toEqual([expect.stringContaining('argocd/proxy-url')]);
  });
});

describe('a label selector', () => {
  const matches = (selector: string, labels: Record<string, string>) =>
    labelsMatch(
      claimOf({ 'argocd/app-selector': selector }).claim!.selector!,
      labels,
    );

  it.each([
    ['app=orders', { app: 'orders' }, true],
    ['app=orders', { app: 'other' }, false],
    ['app=orders', {}, false],
    ['app!=orders', {}, true],
    ['app!=orders', { app: 'orders' }, false],
    ['app in (a, b)', { app: 'b' }, true],
    ['app notin (a, b)', { app: 'b' }, false],
    ['app', { app: '' }, true],
    ['!app', { app: 'x' }, false],
    ['app=a, tier=b', { app: 'a' }, false],
    ['constructor', {}, false],
  ])('%s and %j: %s', (selector, labels, wanted) => {
    expect(matches(selector, labels)).toBe(wanted);
  });
});
