import {
  ago,
  chain,
  delivery,
  missing,
  ref,
  rotation,
  secret,
  source,
} from '../__testUtils__/fixtures';
import { daysLeft, daysSince, usedAge } from './age';
import { dueOn, monthAfter, monthOf, weeksOf } from './calendar';
import { nextOf } from './next';
import { needsSomebody, urgency } from './order';
import { pathsOf, secretId, shortName } from './paths';
import { notLive } from './sources';

describe('what needs somebody', () => {
  it('are findings, then rotations, most urgent first', () => {
    const ranks = [
      { finding: 'missing' },
      { finding: 'not-delivered' },
      { finding: 'foreign' },
      { finding: 'unowned' },
      { finding: 'ok', rotation: rotation({ state: 'overdue' }) },
      { finding: 'ok', rotation: rotation({ state: 'due-soon' }) },
      { finding: 'unknown' },
      { finding: 'ok', rotation: rotation() },
    ].map(standing => urgency(standing as any));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBe(ranks.length);
  });

  it('is not what cannot be told, or is fresh', () => {
    expect(needsSomebody({ finding: 'unknown' })).toBe(false);
    expect(needsSomebody({ finding: 'ok', rotation: rotation() })).toBe(false);
    expect(
      needsSomebody({
        finding: 'unknown',
        rotation: rotation({ state: 'overdue' }),
      }),
    ).toBe(true);
  });
});

describe('pathsOf', () => {
  it('puts the same path of several Vaults into one, and what needs somebody first', () => {
    const paths = pathsOf([
      secret({ ref: ref('a-fine-one') }),
      secret({ ref: ref('database', 'local') }),
      missing({ ref: ref('database', 'eks') }),
    ]);
    expect(paths.map(({ id }) => id)).toEqual([
      'kv/tenant-payments/orders/database',
      'kv/tenant-payments/orders/a-fine-one',
    ]);
    expect(paths[0].copies.map(copy => copy.ref.server)).toEqual([
      'eks',
      'local',
    ]);
    expect(paths[0].standing.finding).toBe('missing');
  });

  it('keeps mounts apart', () => {
    const other = { ...ref(), mount: 'other' };
    expect(pathsOf([secret(), secret({ ref: other })])).toHaveLength(2);
    expect(secretId(other)).not.toBe(secretId(ref()));
  });

  it('calls a folder by its last part', () => {
    expect(shortName('tenant-payments/closed/')).toBe('closed');
    expect(shortName('database')).toBe('database');
  });
});

describe('age', () => {
  const now = new Date();
  it('is told in whole days, and of what is no date not at all', () => {
    expect(daysSince(ago(40.5), now)).toBe(40);
    expect(daysSince(ago(-3), now)).toBe(0);
    expect(daysSince('soon', now)).toBeUndefined();
  });

  it('says how many days are left, or since when it is over', () => {
    expect(daysLeft(rotation({ dueAt: ago(-10) }), now)).toBe(10);
    expect(daysLeft(rotation({ dueAt: ago(10.5) }), now)).toBe(-10);
    expect(usedAge(rotation({ dueAt: ago(10) }), now)).toBe(1);
    expect(usedAge(rotation({ dueAt: ago(-45) }), now)).toBeCloseTo(0.5, 2);
  });
});

describe('what to do next', () => {
  const next = { message: 'Open the Vault.' };
  const waiting = delivery({ state: 'waiting', message: next.message });

  it('is not said twice, but never without its command', () => {
    expect(nextOf({ next, deliveries: [delivery()] })).toBe(next);
    expect(nextOf({ next, deliveries: [waiting] })).toBeUndefined();
    expect(
      nextOf({
        next,
        deliveries: [delivery({ chain: chain('store', next.message) })],
      }),
    ).toBeUndefined();
    const command = { ...next, command: 'vault operator unseal' };
    expect(nextOf({ next: command, deliveries: [waiting] })).toBe(command);
  });
});

describe('the calendar', () => {
  it('has whole weeks from Monday on', () => {
    const weeks = weeksOf('2026-02');
    expect(weeks[0][0]).toBe('2026-01-26');
    expect(weeks[weeks.length - 1][6]).toBe('2026-03-01');
    expect(weeks.every(week => week.length === 7)).toBe(true);
    // A month that begins on a Monday and fills its weeks.
    expect(weeksOf('2027-02')).toHaveLength(4);
    expect(weeksOf('2027-02')[0][0]).toBe('2027-02-01');
  });

  it('goes from month to month, over the turn of a year', () => {
    expect(monthAfter('2026-12', 1)).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
  });

  it('takes what is no month for this one', () => {
    const now = new Date('2026-11-26T10:00:00Z');
    expect(monthOf('2027-03', now)).toBe('2027-03');
    expect(monthOf('2027-13', now)).toBe('2026-11');
    expect(monthOf(null, now)).toBe('2026-11');
  });

  it('finds a day', () => {
    const days = [{ date: '2026-11-26', secrets: [{ ref: ref() } as any] }];
    expect(dueOn({ days, overdue: [] }, '2026-11-26')).toHaveLength(1);
    expect(dueOn({ days, overdue: [] }, '2026-11-27')).toEqual([]);
    expect(dueOn(undefined, '2026-11-27')).toEqual([]);
  });
});

describe('notLive', () => {
  it('tells a Vault from a cluster of the same name', () => {
    const sources = [
      source('vault', 'local'),
      source('cluster', 'local', { state: 'stale' }),
    ];
    expect(notLive(sources, 'vault', 'local')).toBeUndefined();
    expect(notLive(sources, 'cluster', 'local')).toBe(sources[1]);
  });
});
