import type { ApplicationList } from '@idp/plugin-argocd-common';
import { HEALTH_ORDER, isBroken } from '../model/order';
import type { Grouping } from './filters';

/** One heading of the grouped list. */
export interface Group {
  name: string;
  total: number;
  /** How many of it are broken or differ from Git, among the rows that were read: what is worst is read first. */
  broken: number;
  drifted: number;
}

/** The groups of a list with the worst first, and how many rows are in none. */
export function groupsOf(
  list: ApplicationList,
  by: Grouping,
): { groups: Group[]; ungrouped: number } {
  const groups = new Map<string, Group>();
  const rank = new Map<string, number>();
  for (const [name, total] of Object.entries(list.counts[by])) {
    groups.set(name, { name, total: total ?? 0, broken: 0, drifted: 0 });
  }
  list.items.forEach((row, index) => {
    const name = {
      group: row.group,
      instance: row.ref.instance,
      project: row.project,
      health: row.health,
    }[by];
    const group = name === undefined ? undefined : groups.get(name);
    if (!group) return;
    const broken = isBroken(row.health);
    if (broken) group.broken++;
    else if (row.sync !== 'Synced') group.drifted++;
    else return;
    if (!rank.has(group.name)) rank.set(group.name, index);
  });
  const place = ({ name }: Group) =>
    by === 'health'
      ? HEALTH_ORDER.findIndex(health => health === name)
      : rank.get(name) ?? Infinity;
  const sorted = [...groups.values()].sort((a, b) => {
    const [x, y] = [place(a), place(b)];
    return x === y ? a.name.localeCompare(b.name, 'en') : x - y;
  });
  const grouped = sorted.reduce((sum, { total }) => sum + total, 0);
  return {
    groups: sorted,
    ungrouped: Math.max(0, list.counts.total - grouped),
  };
}
