import { listOf, rotation, row } from '../__testUtils__/fixtures';
import {
  filtersOf,
  isNarrowed,
  NO_FILTERS,
  paramsOf,
  queryOf,
  type Filters,
} from './filters';
import { groupsOf } from './groupsOf';
import { rowId } from './rowId';

describe('filters', () => {
  it.each<Filters>([
    NO_FILTERS,
    {
      q: 'a & b',
      server: ['local', 'eks'],
      group: ['payments'],
      finding: ['missing', 'unowned'],
      rotation: ['overdue'],
      groupBy: 'group',
    },
  ])('come back from the address as they were: %j', filters => {
    expect(filtersOf(new URLSearchParams(`${paramsOf(filters)}`))).toEqual(
      filters,
    );
  });

  it('leave the address and the question alone while nothing is narrowed', () => {
    expect(`${paramsOf(NO_FILTERS)}`).toBe('');
    expect(queryOf({ ...NO_FILTERS, groupBy: 'group' })).toEqual({});
    expect(isNarrowed({ ...NO_FILTERS, groupBy: 'group' })).toBe(false);
  });

  it('take what they do not know for unset', () => {
    expect(
      filtersOf(
        new URLSearchParams(
          `finding=burnt&rotation=&groupBy=moon&server=${'x'.repeat(300)}`,
        ),
      ),
    ).toEqual(NO_FILTERS);
  });
});

describe('groups', () => {
  const list = listOf([
    row('x', { group: 'zebra', finding: 'missing' }),
    row('y', {
      group: 'mid',
      vault: { state: 'present', rotation: rotation({ state: 'overdue' }) },
    }),
    row('a', { group: 'alpha' }),
    row('b', { group: 'zebra' }),
    row('free', { group: undefined, finding: 'unowned' }),
  ]);

  it('have first what needs somebody, then go by name, and say how many rows are in none', () => {
    expect(groupsOf(list, 'group')).toEqual({
      groups: [
        { name: 'zebra', total: 2, needs: 1 },
        { name: 'mid', total: 1, needs: 1 },
        { name: 'alpha', total: 1, needs: 0 },
      ],
      ungrouped: 1,
    });
  });

  it('of findings go from worst to best, those of Vaults are not counted', () => {
    expect(groupsOf(list, 'finding').groups.map(({ name }) => name)).toEqual([
      'missing',
      'unowned',
      'ok',
    ]);
    expect(groupsOf(list, 'server').groups).toEqual([
      { name: 'local', total: undefined, needs: 3 },
    ]);
  });
});

describe('rowId', () => {
  it('tells apart who claims a path from whose it is', () => {
    const ids = [
      row('a'),
      row('a', { finding: 'foreign', entityRef: 'component:x/y' }),
      row('a', { finding: 'foreign', entityRef: 'component:x/z' }),
      { ...row('a'), ref: { ...row('a').ref, server: 'eks' } },
    ].map(rowId);
    expect(new Set(ids).size).toBe(4);
  });
});
