import { InputError } from '@backstage/errors';
import type {
  ApplicationList,
  ApplicationRow,
  HealthStatus,
  SyncStatus,
} from '@idp/plugin-argocd-common';
import type { Entry } from '../index/Entry';
import type { SortedEntries } from '../index/SortedEntries';
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

/** One pass over all entries, which are sorted already. */
export function listApplications(
  sorted: SortedEntries,
  options: {
    filter: ListFilter;
    isVisible: (entry: Entry) => boolean;
    rowOf: (entry: Entry) => ApplicationRow;
    cursor?: string;
    limit: number;
  },
): Omit<ApplicationList, 'instances'> {
  const { cursor, limit, isVisible } = options;
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const fits = filterOf(options.filter);
  const items: Entry[] = [];
  let more = false;
  const counts = new Counts();
  for (const entry of sorted.all) {
    if (!fits(entry) || !isVisible(entry)) continue;
    counts.add(entry);
    if (after !== undefined && entry.sortKey <= after) continue;
    if (items.length < limit) items.push(entry);
    else more = true;
  }
  return {
    items: items.map(options.rowOf),
    nextCursor: more ? writeCursor(items.at(-1)!) : undefined,
    counts: counts.result(),
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
