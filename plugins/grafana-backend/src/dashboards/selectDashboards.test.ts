import { parseDashboardSelector } from '@idp/plugin-grafana-common';
import { DashboardInventory } from '../inventory/DashboardInventory';
import { selectDashboards, tagsOf } from './selectDashboards';

const parsed = (text: string) => parseDashboardSelector(text).selector!;

describe('what a selector looks up', () => {
  it.each([
    ['orders', ['orders']],
    ["title == 'x' && tags @> 'a'", ['a']],
    ["tags @> 'a' && tags @> 'b'", ['a']],
    ["(tags @> 'a' && title != 'x') || tags @> 'b'", ['a', 'b']],
    ["tags @> 'a' || title == 'x'", undefined],
    ["!(tags @> 'a')", undefined],
    ["tags @> 'a' == true", undefined],
    ['tags @> title', undefined],
  ])('%s: %j', (text, tags) => {
    expect(tagsOf(parsed(text))).toEqual(tags);
  });

  it('is what a search of all finds', () => {
    const inventory = new DashboardInventory();
    const tags = [['a'], ['b'], ['a', 'b'], ['c'], []];
    inventory.put(
      'local',
      tags.map((own, at) => ({
        instance: 'local',
        environment: 'local',
        uid: `d${at}`,
        title: at === 2 ? 'x' : 'y',
        tags: own,
      })),
    );
    const found = (text: string) =>
      selectDashboards(inventory, { name: 'local' }, parsed(text))
        .map(({ uid }) => uid)
        .sort();
    expect(found("tags @> 'a' || tags @> 'b'")).toEqual(['d0', 'd1', 'd2']);
    expect(found("(tags @> 'a' && title == 'x') || tags @> 'c'")).toEqual([
      'd2',
      'd3',
    ]);
    expect(found("!(tags @> 'a')")).toEqual(['d1', 'd3', 'd4']);
  });
});
