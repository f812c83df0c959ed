import type { RotationCalendar, SecretRow } from '@idp/plugin-vault-common';
import type { Entry } from './SecretTable';

/** More than a page can show helps nobody; the list has them all. */
const MOST = 2_000;

/** What falls due between two days, both included, and what is due before. Days are in UTC. */
export function rotationCalendar(
  entries: readonly Entry[],
  { from, to }: { from: string; to: string },
  rowOf: (entry: Entry) => SecretRow | undefined,
): RotationCalendar {
  const days = new Map<string, SecretRow[]>();
  const overdue: SecretRow[] = [];
  const due = entries
    .map(entry => ({ entry, dueAt: entry.row.vault?.rotation?.dueAt }))
    .filter((item): item is { entry: Entry; dueAt: string } =>
      Boolean(item.dueAt && item.dueAt.slice(0, 10) <= to),
    )
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  let shown = 0;
  for (const { dueAt, entry } of due) {
    const row = rowOf(entry);
    if (!row) continue;
    shown += 1;
    if (shown > MOST) break;
    const date = dueAt.slice(0, 10);
    if (date < from) {
      overdue.push(row);
      continue;
    }
    const day = days.get(date);
    if (day) day.push(row);
    else days.set(date, [row]);
  }
  return {
    days: [...days].map(([date, secrets]) => ({ date, secrets })),
    overdue,
  };
}
