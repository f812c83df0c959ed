import { groupRows } from '@idp/parts-react';
import type {
  ApplicationList,
  ApplicationRow,
} from '@idp/plugin-argocd-common';
import { HEALTH_ORDER, isBroken } from '../model/order';
import type { Grouping } from './filters';

const nameOf: Record<Grouping, (row: ApplicationRow) => string | undefined> = {
  group: row => row.group,
  instance: row => row.ref.instance,
  project: row => row.project,
  health: row => row.health,
};

/** Broken, or different from Git; of neither nobody has to know. */
function kindOf({ health, sync }: ApplicationRow) {
  if (isBroken(health)) return 'broken';
  return sync === 'Synced' ? undefined : 'drifted';
}

/** The groups of a list with the worst first, and how many rows are in none. */
export const groupsOf = (list: ApplicationList, by: Grouping) =>
  groupRows({
    totals: Object.entries(list.counts[by]).map(
      ([name, total = 0]): [string, number] => [name, total],
    ),
    rows: list.items,
    nameOf: nameOf[by],
    kinds: ['broken', 'drifted'],
    kindOf,
    order: by === 'health' ? HEALTH_ORDER : undefined,
    total: list.counts.total,
  });
