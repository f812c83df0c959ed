import { InputError } from '@backstage/errors';
import type { SecretList, SecretRow } from '@idp/plugin-vault-common';
import type { Entry } from './SecretTable';

/** Which rows are wanted. */
export interface ListFilter {
  q?: string;
  server?: string[];
  group?: string[];
  writtenBy?: string[];
  finding?: SecretRow['finding'][];
  rotation?: Array<'fresh' | 'due-soon' | 'overdue'>;
}

/** All that fit a filter, in the order of lists, and their counts. */
export interface Selection {
  entries: readonly Entry[];
  counts: SecretList['counts'];
}

/** One pass over all entries, which are sorted already. */
export function select(
  sorted: readonly Entry[],
  filter: ListFilter,
  isVisible: (entry: Entry) => boolean,
): Selection {
  const fits = filterOf(filter);
  const entries = sorted.filter(entry => fits(entry) && isVisible(entry));
  return { entries, counts: countsOf(entries) };
}

/** One page of what was selected. */
export function pageOf(
  { entries, counts }: Selection,
  options: {
    cursor?: string;
    limit: number;
    rowOf: (entry: Entry) => SecretRow;
  },
): Omit<SecretList, 'sources'> {
  const { cursor, limit, rowOf } = options;
  const start =
    cursor === undefined ? 0 : firstAfter(entries, readCursor(cursor));
  const items = entries.slice(start, start + limit);
  return {
    items: items.map(rowOf),
    ...(start + limit < entries.length && {
      nextCursor: writeCursor(items.at(-1)!),
    }),
    counts,
  };
}

function countsOf(entries: readonly Entry[]): SecretList['counts'] {
  const finding: SecretList['counts']['finding'] = {};
  const group: Record<string, number> = Object.create(null);
  let overdue = 0;
  let dueSoon = 0;
  for (const { row } of entries) {
    finding[row.finding] = (finding[row.finding] ?? 0) + 1;
    if (row.group) group[row.group] = (group[row.group] ?? 0) + 1;
    const rotation = row.vault?.rotation?.state;
    if (rotation === 'overdue') overdue += 1;
    if (rotation === 'due-soon') dueSoon += 1;
  }
  return {
    total: entries.length,
    finding,
    group: { ...group },
    overdue,
    dueSoon,
  };
}

function filterOf(filter: ListFilter): (entry: Entry) => boolean {
  const words = (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const set = (values: string[] | undefined) =>
    values && values.length > 0 ? new Set(values) : undefined;
  const servers = set(filter.server);
  const groups = set(filter.group);
  const writers = set(filter.writtenBy?.map(ref => ref.toLowerCase()));
  const findings = set(filter.finding);
  const rotations = set(filter.rotation);
  return ({ haystack, row }) =>
    (!servers || servers.has(row.ref.server)) &&
    (!groups || groups.has(row.group ?? '')) &&
    (!writers || writers.has((row.writtenBy ?? '').toLowerCase())) &&
    (!findings || findings.has(row.finding)) &&
    (!rotations || rotations.has(row.vault?.rotation?.state ?? '')) &&
    words.every(word => haystack.includes(word));
}

/** The first behind a place in the order, whether that is still there or not. */
function firstAfter(entries: readonly Entry[], sortKey: string): number {
  let from = 0;
  let to = entries.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (entries[middle].sortKey <= sortKey) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The cursor is the place in the order, so it holds while the list changes. */
function writeCursor({ sortKey }: Entry): string {
  return Buffer.from(sortKey).toString('base64url');
}

function readCursor(cursor: string): string {
  const sortKey = Buffer.from(cursor, 'base64url').toString('utf8');
  if (sortKey.split('\u0001').length !== 5) {
    throw new InputError('The query: cursor is not one of this list');
  }
  return sortKey;
}
