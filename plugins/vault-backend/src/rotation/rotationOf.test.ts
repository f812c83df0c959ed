import { DAY_MS } from '../config/readRotation';
import { rotationOf } from './rotationOf';

const NOW = Date.parse('2026-11-26T10:00:00Z');
const rules = {
  classes: { default: 90 * DAY_MS, yearly: 365 * DAY_MS },
  dueSoonMs: 14 * DAY_MS,
};
const ago = (days: number) => new Date(NOW - days * DAY_MS).toISOString();
const of = (
  changedAt: string | undefined,
  ...classes: Array<string | undefined>
) => rotationOf({ changedAt, classes }, rules, NOW);

describe('how old a secret may become', () => {
  it.each([
    [0, 'fresh'],
    [75.9, 'fresh'],
    [76, 'due-soon'],
    [89.9, 'due-soon'],
    [90, 'overdue'],
    [4_000, 'overdue'],
  ])('after %d days of 90 it is %s', (days, state) => {
    expect(of(ago(days))).toMatchObject({
      class: 'default',
      maxAgeDays: 90,
      state,
    });
  });

  it('says the first class that is known', () => {
    expect(of(ago(100), undefined, 'yearly')).toEqual({
      class: 'yearly',
      maxAgeDays: 365,
      dueAt: ago(-265),
      state: 'fresh',
    });
    expect(of(ago(1), 'constructor', 'none')?.class).toBe('default');
  });

  it('is not told where nobody knows how old it is', () => {
    expect(of(undefined, 'yearly')).toBeUndefined();
  });
});
