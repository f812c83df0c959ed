import type { Entity } from '@backstage/catalog-model';
import { groupName, parentOf, userName } from './names';
import { tidy } from './tidy';

describe('the name of a group', () => {
  it.each([
    ['/payments', 'payments'],
    ['/Team_A-1', 'Team_A-1'],
    ['/payments/leads', 'payments.leads'],
    ['/a/b/c', 'a.b.c'],
  ])('of %s is %s', (path, name) => {
    expect(groupName(path)).toBe(name);
  });

  it.each([
    undefined,
    '',
    '/',
    'payments',
    '/payments.leads',
    '/a/payments.x',
    '/two words',
    '/-a',
    '/a-',
    '/../platform',
    `/${'a'.repeat(64)}`,
    '/zoë',
    '/a\n',
  ])('is none where it is %j', path => {
    expect(groupName(path)).toBeUndefined();
  });

  it('tells the parent', () => {
    expect(parentOf('a.b.c')).toBe('a.b');
    expect(parentOf('a')).toBeUndefined();
  });
});

describe('the name of a person', () => {
  it.each(['sam', 'sam.rivera', 'sam_r-1'])('stays %s', name => {
    expect(userName(name)).toBe(name);
  });

  it.each(['sam@example.com', 'zoë', '-', '@@@', 'x'.repeat(200), 'sam.'])(
    'of %s is one for the catalog, and nobody else’s',
    name => {
      const found = userName(name);
      expect(found).toMatch(/^[A-Za-z0-9][A-Za-z0-9_.-]*[A-Za-z0-9]$/);
      expect(found.length).toBeLessThanOrEqual(63);
      expect(userName(`${name}@`)).not.toBe(found);
    },
  );
});

describe('people and groups that share a name', () => {
  const deferred = (kind: string, name: string, spec: object) => ({
    entity: {
      apiVersion: 'backstage.io/v1beta1',
      kind,
      metadata: { name },
      spec,
    } as Entity,
  });

  it('are left out, and nobody is a member of what is left out', () => {
    const { entities, problems } = tidy([
      deferred('Group', 'payments', { members: ['sam', 'kim', 'KIM'] }),
      deferred('Group', 'Platform', { members: ['sam'] }),
      deferred('Group', 'platform', { members: [] }),
      deferred('Group', 'payments.leads', { parent: 'other', members: [] }),
      deferred('User', 'sam', { memberOf: ['payments', 'Platform'] }),
      deferred('User', 'kim', { memberOf: ['payments'] }),
      deferred('User', 'KIM', { memberOf: ['payments'] }),
    ]);
    expect(
      entities.map(({ entity }) => [entity.metadata.name, entity.spec]),
    ).toEqual([
      [
        'payments',
        { members: ['sam'], children: ['payments.leads'], parent: undefined },
      ],
      ['payments.leads', { members: [], children: [], parent: 'payments' }],
      ['sam', { memberOf: ['payments'] }],
    ]);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('more than one group platform');
  });
});
