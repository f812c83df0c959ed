import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createListFilters } from './createListFilters';
import { EmptyList } from './EmptyList';
import { GroupBySelect } from './GroupBySelect';
import { groupRows } from './groupRows';

interface Filters {
  q: string;
  tree: string[];
  state: ('ripe' | 'green')[];
  groupBy?: 'tree' | 'state';
}

const { none, filtersOf, paramsOf, queryOf, isNarrowed } =
  createListFilters<Filters>({
    lists: { tree: 'any', state: ['ripe', 'green'] },
    groupings: ['tree', 'state'],
  });

describe('the filters of a list', () => {
  it('are read out of an address, known values in their own order', () => {
    expect(
      filtersOf(
        new URLSearchParams(
          'state=green&state=ripe&state=blue&tree=b&tree=a&tree=b&tree=&q=+pear+&groupBy=tree',
        ),
      ),
    ).toEqual({
      q: 'pear',
      tree: ['b', 'a'],
      state: ['ripe', 'green'],
      groupBy: 'tree',
    });
  });

  it('are bounded, whatever the address says', () => {
    const params = new URLSearchParams({ q: 'x'.repeat(300), groupBy: 'moon' });
    for (let n = 0; n < 60; n++) params.append('tree', `${n}`);
    const filters = filtersOf(params);
    expect(filters.q).toHaveLength(200);
    expect(filters.tree).toHaveLength(50);
    expect(filters.groupBy).toBeUndefined();
    expect(filtersOf(new URLSearchParams({ tree: 'x'.repeat(254) }))).toEqual(
      none,
    );
  });

  it('stand in the address in one order, without what is not narrowed', () => {
    expect(
      `${paramsOf({
        ...none,
        state: ['green'],
        tree: ['a'],
        groupBy: 'tree',
      })}`,
    ).toBe('tree=a&state=green&groupBy=tree');
    expect(`${paramsOf(none)}`).toBe('');
  });

  it('narrow by all but the grouping', () => {
    expect(queryOf({ ...none, q: 'pear', groupBy: 'tree' })).toEqual({
      q: 'pear',
    });
    expect(isNarrowed({ ...none, groupBy: 'tree' })).toBe(false);
    expect(isNarrowed({ ...none, tree: ['a'] })).toBe(true);
  });
});

describe('the headings of a grouped list', () => {
  const rows = [
    { tree: 'c', state: 'rotten' },
    { tree: 'b', state: 'wormy' },
    { tree: 'c', state: 'wormy' },
    { tree: 'a', state: 'ripe' },
    { tree: undefined, state: 'rotten' },
  ];
  const grouped = (order?: string[]) =>
    groupRows({
      totals: [
        ['a', 1],
        ['b', 1],
        ['c', 4],
      ],
      rows,
      nameOf: row => row.tree,
      kinds: ['rotten', 'wormy'],
      kindOf: ({ state }) =>
        state === 'rotten' || state === 'wormy' ? state : undefined,
      order,
      total: 7,
    });

  it('begin with that whose row came first of those that matter', () => {
    expect(grouped()).toEqual({
      groups: [
        { name: 'c', total: 4, rotten: 1, wormy: 1 },
        { name: 'b', total: 1, rotten: 0, wormy: 1 },
        { name: 'a', total: 1, rotten: 0, wormy: 0 },
      ],
      ungrouped: 1,
    });
  });

  it('keep an order of their own', () => {
    expect(grouped(['b', 'a', 'c']).groups.map(({ name }) => name)).toEqual([
      'b',
      'a',
      'c',
    ]);
  });
});

describe('what rows are grouped by', () => {
  it('is chosen, and may be nothing', async () => {
    const onChange = jest.fn();
    renderInTestApp(
      <GroupBySelect
        label="Group by"
        noGroup="No grouping"
        groupings={['tree', 'state'] as const}
        wordOf={by => `By ${by}`}
        chosen="tree"
        onChange={onChange}
      />,
    );
    const button = await screen.findByRole('button', { name: /Group by/ });
    expect(button).toHaveTextContent('By tree');
    await userEvent.click(button);
    await userEvent.click(screen.getByRole('option', { name: 'By state' }));
    await userEvent.click(button);
    await userEvent.click(screen.getByRole('option', { name: 'No grouping' }));
    expect(onChange.mock.calls).toEqual([['state'], [undefined]]);
  });
});

describe('an empty list', () => {
  const show = (narrowed: boolean, onClear = jest.fn()) => {
    renderInTestApp(
      <EmptyList
        narrowed={narrowed}
        none={{ title: 'No pears', text: 'It is winter.' }}
        noMatch={{ title: 'No such pears', text: 'Try others.' }}
        onClear={onClear}
      />,
    );
    return onClear;
  };

  it('offers to clear the filters that fit nothing', async () => {
    const onClear = show(true);
    expect(await screen.findByText('No such pears')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(onClear).toHaveBeenCalledTimes(1);
  });

  it('says that there is nothing', async () => {
    show(false);
    expect(await screen.findByText('No pears')).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
