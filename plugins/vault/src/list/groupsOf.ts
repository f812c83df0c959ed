import type { SecretList, SecretRow } from '@idp/plugin-vault-common';
import { FINDING_ORDER, needsSomebody, standingOfRow } from '../model/order';
import type { Grouping } from './filters';

/** One heading of the grouped list. */
export interface Group {
  name: string;
  /** Rows that it has; undefined where the backend does not count them. */
  total?: number;
  /** How many need somebody, among the rows that were read: those are read first. */
  needs: number;
}

const nameOf: Record<Grouping, (row: SecretRow) => string | undefined> = {
  group: row => row.group,
  finding: row => row.finding,
  server: row => row.ref.server,
};

/** How many rows each heading has, where the backend counts them. */
function totalsOf(
  { counts, sources }: SecretList,
  by: Grouping,
): Array<[string, number | undefined]> {
  if (by === 'group') return Object.entries(counts.group);
  if (by === 'finding') {
    return FINDING_ORDER.map((name): [string, number] => [
      name,
      counts.finding[name] ?? 0,
    ]).filter(([, total]) => total > 0);
  }
  return sources
    .filter(({ kind }) => kind === 'vault')
    .map(({ name }) => [name, undefined]);
}

/** The groups of a list, those that need somebody first, and how many rows are in none. */
export function groupsOf(
  list: SecretList,
  by: Grouping,
): { groups: Group[]; ungrouped: number } {
  const groups = new Map<string, Group>();
  const rank = new Map<string, number>();
  for (const [name, total] of totalsOf(list, by)) {
    groups.set(name, { name, total, needs: 0 });
  }
  list.items.forEach((row, index) => {
    const group = groups.get(nameOf[by](row) ?? '');
    if (!group || !needsSomebody(standingOfRow(row))) return;
    group.needs++;
    if (!rank.has(group.name)) rank.set(group.name, index);
  });
  const place = ({ name }: Group) =>
    by === 'finding'
      ? FINDING_ORDER.findIndex(finding => finding === name)
      : rank.get(name) ?? Infinity;
  const sorted = [...groups.values()].sort((a, b) => {
    const [x, y] = [place(a), place(b)];
    return x === y ? a.name.localeCompare(b.name, 'en') : x - y;
  });
  const grouped = sorted.reduce((sum, { total = 0 }) => sum + total, 0);
  return {
    groups: sorted,
    ungrouped: by === 'group' ? Math.max(0, list.counts.total - grouped) : 0,
  };
}
