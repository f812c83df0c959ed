import { listOf, row } from '../__testUtils__/fixtures';
import { fakeApi } from '../__testUtils__/renderPlugin';
import {
  filtersOf,
  NO_FILTERS,
  paramsOf,
  queryOf,
  type Filters,
} from './filters';
import { groupsOf } from './groups';
import { PAGE, readAgain, REREAD, withPage } from './pages';

describe('filters', () => {
  it.each<Filters>([
    NO_FILTERS,
    {
      q: 'a & b',
      instance: ['local', 'eks'],
      project: ['p'],
      group: ['payments'],
      sync: ['OutOfSync'],
      health: ['Degraded', 'Missing'],
      groupBy: 'group',
    },
  ])('come back from the address as they were: %j', filters => {
    expect(filtersOf(new URLSearchParams(`${paramsOf(filters)}`))).toEqual(
      filters,
    );
  });

  it('leave the address and the question alone while nothing is narrowed', () => {
    expect(`${paramsOf(NO_FILTERS)}`).toBe('');
    expect(queryOf(NO_FILTERS)).toEqual({});
  });

  it('take what they do not know for unset', () => {
    expect(
      filtersOf(
        new URLSearchParams(
          `sync=Burnt&health=&groupBy=moon&instance=${'x'.repeat(300)}`,
        ),
      ),
    ).toEqual(NO_FILTERS);
  });
});

describe('pages', () => {
  const rows = Array.from({ length: 2_500 }, (_, n) => row(`app-${n}`));
  const api = () =>
    fakeApi({
      listApplications: async ({ cursor, limit = 50 } = {}) => {
        const at = Number(cursor ?? 0);
        const end = at + limit;
        return {
          ...listOf(rows),
          items: rows.slice(at, end),
          ...(end < rows.length && { nextCursor: String(end) }),
        };
      },
    });

  it('begin with one request', async () => {
    const fake = api();
    const list = await readAgain(fake, {}, undefined);
    expect(list.items).toHaveLength(PAGE);
    expect(fake.listApplications).toHaveBeenCalledTimes(1);
  });

  it('are read again as far as they are shown', async () => {
    const fake = api();
    const shown = { ...listOf(rows.slice(0, 500)), nextCursor: '500' };
    const list = await readAgain(fake, { q: 'a' }, shown);
    expect(list.items).toHaveLength(600);
    expect(fake.listApplications).toHaveBeenLastCalledWith({
      q: 'a',
      limit: PAGE,
      cursor: '400',
    });
  });

  it('are read again up to a bound, and what comes after stays', async () => {
    const fake = api();
    const shown = { ...listOf(rows.slice(0, 2_000)), nextCursor: '2000' };
    const list = await readAgain(fake, {}, shown);
    expect(fake.listApplications).toHaveBeenCalledTimes(REREAD / PAGE);
    expect(list.items).toHaveLength(2_000);
    expect(list.nextCursor).toBe('2000');
  });

  it('show a row once that moved between two of them', () => {
    const list = withPage(
      listOf([row('a'), row('b')]),
      listOf([row('b'), row('c')]),
    );
    expect(list.items.map(({ ref }) => ref.name)).toEqual(['a', 'b', 'c']);
  });
});

describe('groups', () => {
  const list = listOf([
    row('x', { group: 'zebra', health: 'Degraded' }),
    row('y', { group: 'mid', sync: 'OutOfSync' }),
    row('a', { group: 'alpha' }),
    row('b', { group: 'zebra' }),
    row('free', { group: undefined }),
  ]);

  it('have the worst first, then by name, and say how many rows are in none', () => {
    expect(groupsOf(list, 'group')).toEqual({
      groups: [
        { name: 'zebra', total: 2, broken: 1, drifted: 0 },
        { name: 'mid', total: 1, broken: 0, drifted: 1 },
        { name: 'alpha', total: 1, broken: 0, drifted: 0 },
      ],
      ungrouped: 1,
    });
  });

  it('of health go from worst to best', () => {
    expect(groupsOf(list, 'health').groups.map(({ name }) => name)).toEqual([
      'Degraded',
      'Healthy',
    ]);
  });
});
