import { changeKey, goldenPathOf } from './changeKey';

describe('goldenPathOf', () => {
  it('reads reference, title and version', () => {
    expect(
      goldenPathOf({
        entityRef: 'template:default/web-service',
        entity: {
          metadata: {
            name: 'web-service',
            title: 'Web\nservice',
            annotations: { 'platform.idp/template-version': '1.2.0' },
          },
        },
      }),
    ).toEqual({
      entityRef: 'template:default/web-service',
      name: 'web-service',
      title: 'Web service',
      version: '1.2.0',
    });
  });

  it('keeps templates of other namespaces apart', () => {
    expect(goldenPathOf({ entityRef: 'template:acme/web-service' }).name).toBe(
      'acme.web-service',
    );
  });

  it('refuses a task without a template', () => {
    expect(() => goldenPathOf(undefined)).toThrow('template of the catalog');
  });
});

describe('changeKey', () => {
  it.each([
    ['payments', 'payments'],
    ['payments--orders', 'payments'],
    ['payments--orders--database', 'payments'],
    ['golden-paths', undefined],
  ])('accepts %s', (subject, tenant) => {
    expect(changeKey('web-service', subject, tenant)).toBe(
      `web-service/${subject}`,
    );
  });

  it.each([
    ['demo', 'payments'],
    ['payments-two', 'payments'],
    ['payments/../demo', 'payments'],
    ['Payments', 'payments'],
    ['payments--', 'payments'],
    ['payments---x', 'payments'],
    ['pаyments', 'payments'],
    ['x'.repeat(101), undefined],
    ['', 'payments'],
  ])('refuses %s for %s', (subject, tenant) => {
    expect(() => changeKey('web-service', subject, tenant)).toThrow('subject');
  });

  it('refuses a template name that makes no branch', () => {
    expect(() => changeKey('a..b', 'payments', 'payments')).toThrow('branch');
  });
});
