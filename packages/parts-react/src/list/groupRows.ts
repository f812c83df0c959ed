/**
 * One heading of a grouped list: how many rows it has, and how many of those that were read are of which kind that matters.
 *
 * @public
 */
export type RowGroup<K extends string, T> = { name: string; total: T } & Record<
  K,
  number
>;

/**
 * The headings of a grouped list, and how many rows are under none. Where they have no order of their own, that comes first
 * whose first row that matters does: what is worst is read first. Then they go by name.
 *
 * @public
 */
export function groupRows<R, K extends string, T extends number | undefined>({
  totals,
  rows,
  nameOf,
  kinds,
  kindOf,
  order,
  total,
}: {
  /** Each heading with how many rows it has, where that is known. */
  totals: Array<[name: string, total: T]>;
  /** Those that were read. */
  rows: readonly R[];
  nameOf: (row: R) => string | undefined;
  kinds: readonly K[];
  /** Of which kind a row is; of none where it does not matter. */
  kindOf: (row: R) => K | undefined;
  /** The order of the headings, where they have one. */
  order?: readonly string[];
  /** How many rows there are altogether. */
  total: number;
}): { groups: RowGroup<K, T>[]; ungrouped: number } {
  const none = Object.fromEntries(kinds.map(kind => [kind, 0])) as Record<
    K,
    number
  >;
  const groups = new Map<string, RowGroup<K, T>>();
  const rank = new Map<string, number>();
  for (const [name, of] of totals)
    groups.set(name, { name, total: of, ...none });
  rows.forEach((row, index) => {
    const group = groups.get(nameOf(row) ?? '');
    const kind = group && kindOf(row);
    if (!kind) return;
    (group as Record<K, number>)[kind]++;
    if (!rank.has(group.name)) rank.set(group.name, index);
  });
  const place = ({ name }: { name: string }) =>
    order ? order.indexOf(name) : rank.get(name) ?? Infinity;
  const sorted = [...groups.values()].sort((a, b) => {
    const [x, y] = [place(a), place(b)];
    return x === y ? a.name.localeCompare(b.name, 'en') : x - y;
  });
  const grouped = totals.reduce((sum, [, of]) => sum + (of ?? 0), 0);
  return { groups: sorted, ungrouped: Math.max(0, total - grouped) };
}
