import { listOf, row } from '../__testUtils__/fixtures';
import {
  filtersOf,
  NO_FILTERS,
  paramsOf,
  queryOf,
  type Filters,
} from './filters';
import { groupsOf } from './groupsOf';

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
