import { InputError } from '@backstage/errors';
import type {
  ApplicationList,
  ApplicationRow,
  HealthStatus,
  SyncStatus,
} from '@idp/plugin-argocd-common';
import type { Entry } from '../index/Entry';
import { firstFrom, type SortedEntries } from '../index/SortedEntries';
import { Counts } from './Counts';

/** Which rows are wanted. */
export interface ListFilter {
  q?: string;
  instance?: string[];
  project?: string[];
  group?: string[];
  sync?: SyncStatus[];
  health?: HealthStatus[];
}

/** All that fit a filter, in the order of lists, and their counts. */
export interface Selection {
  entries: readonly Entry[];
  counts: ApplicationList['counts'];
}

/** One pass over all entries, which are sorted already. */
export function select(
  sorted: SortedEntries,
  filter: ListFilter,
  isVisible: (entry: Entry) => boolean,
): Selection {
  const fits = filterOf(filter);
  const counts = new Counts();
  const entries = sorted.all.filter(entry => {
    if (!fits(entry) || !isVisible(entry)) return false;
    counts.add(entry);
    return true;
  });
  return { entries, counts: counts.result() };
}

/** One page of what was selected. */
export function pageOf(
  { entries, counts }: Selection,
  options: {
    cursor?: string;
    limit: number;
    rowOf: (entry: Entry) => ApplicationRow;
  },
): Omit<ApplicationList, 'instances'> {
  const { cursor, limit, rowOf } = options;
  const after = cursor === undefined ? '' : readCursor(cursor);
  // A space is less than all that a key continues with, so this is the first behind the cursor.
  const start = after === '' ? 0 : firstFrom(entries, `${after} `);
  const items = entries.slice(start, start + limit);
  return {
    items: items.map(rowOf),
    nextCursor:
      start + limit < entries.length ? writeCursor(items.at(-1)!) : undefined,
    counts,
  };
}

function filterOf(filter: ListFilter): (entry: Entry) => boolean {
  const words = (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const set = <T>(values: T[] | undefined) =>
    values && values.length > 0 ? new Set(values) : undefined;
  const instances = set(filter.instance);
  const projects = set(filter.project);
  const groups = set(filter.group);
  const syncs = set(filter.sync);
  const healths = set(filter.health);
  return ({ row, haystack }) =>
    (!instances || instances.has(row.ref.instance)) &&
    (!projects || projects.has(row.project)) &&
    (!groups || groups.has(row.group ?? '')) &&
    (!syncs || syncs.has(row.sync)) &&
    (!healths || healths.has(row.health)) &&
    words.every(word => haystack.includes(word));
}

/** The cursor is the place in the order, so it holds while the list changes. */
function writeCursor({ sortKey }: Entry): string {
  return Buffer.from(sortKey).toString('base64url');
}

function readCursor(cursor: string): string {
  const sortKey = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!/^[012] [^ ]+ [^ ]+ [^ ]+$/.test(sortKey)) {
    throw new InputError('The query: cursor is not one of this list');
  }
  return sortKey;
}
