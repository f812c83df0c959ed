import { isAtOrBelow, secretPathProblem } from './secretPath';

describe('a path in Vault', () => {
  it.each([
    'tenant-payments/orders/database',
    'a',
    'Team A/db.main_1',
    'x@y/z+1=2:3~',
    '...',
  ])('may be %s', path => {
    expect(secretPathProblem(path)).toBeUndefined();
  });

  it.each(['', '/a', 'a/', 'a/../b', 'a b ', 'a\tb', 'käse', 'a%2fb', 'a;b'])(
    'may not be %j',
    path => {
      expect(secretPathProblem(path)).toMatch(/: write /);
    },
  );

  it('is told in a time that grows with its length only', () => {
    expect(secretPathProblem(`${'a '.repeat(255)}!`)).toMatch(/: write /);
  });
});

describe('isAtOrBelow', () => {
  it.each([
    ['team/a', 'team/a', true],
    ['team/a', 'team/a/b', true],
    ['team/a', 'team/ab', false],
    ['team/a', 'team', false],
  ])('%s covers %s: %s', (prefix, path, wanted) => {
    expect(isAtOrBelow(prefix, path)).toBe(wanted);
  });
});
