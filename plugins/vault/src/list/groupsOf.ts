import { groupRows } from '@idp/parts-react';
import type { SecretList, SecretRow } from '@idp/plugin-vault-common';
import { FINDING_ORDER, needsSomebody, standingOfRow } from '../model/order';
import type { Grouping } from './filters';

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
export const groupsOf = (list: SecretList, by: Grouping) =>
  groupRows({
    totals: totalsOf(list, by),
    rows: list.items,
    nameOf: nameOf[by],
    kinds: ['needs'],
    kindOf: row => (needsSomebody(standingOfRow(row)) ? 'needs' : undefined),
    order: by === 'finding' ? FINDING_ORDER : undefined,
    // Every row has a finding and a Vault.
    total: by === 'group' ? list.counts.total : 0,
  });
