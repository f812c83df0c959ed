import type {
  Rotation,
  SecretQuery,
  SecretRow,
} from '@idp/plugin-vault-common';
import { FINDING_ORDER, ROTATION_ORDER } from '../model/order';

/** What rows may be grouped by. */
export const GROUPINGS = ['group', 'finding', 'server'] as const;

export type Grouping = (typeof GROUPINGS)[number];

/** What the list is narrowed to and grouped by, as it stands in the address. */
export interface Filters {
  q: string;
  server: string[];
  group: string[];
  finding: SecretRow['finding'][];
  rotation: Rotation['state'][];
  groupBy?: Grouping;
}

export const NO_FILTERS: Filters = {
  q: '',
  server: [],
  group: [],
  finding: [],
  rotation: [],
};

const LISTS = ['server', 'group', 'finding', 'rotation'] as const;
const MAX_VALUES = 50;

/** Reads the filters out of an address; what it doesn't know it takes for unset. */
export function filtersOf(params: URLSearchParams): Filters {
  const all = (name: string) =>
    [...new Set(params.getAll(name))]
      .filter(value => value !== '' && value.length <= 253)
      .slice(0, MAX_VALUES);
  const groupBy = GROUPINGS.find(one => one === params.get('groupBy'));
  return {
    q: params.get('q')?.trim().slice(0, 200) ?? '',
    server: all('server'),
    group: all('group'),
    finding: FINDING_ORDER.filter(one => all('finding').includes(one)),
    rotation: ROTATION_ORDER.filter(one => all('rotation').includes(one)),
    ...(groupBy && { groupBy }),
  };
}

/** The filters as an address's query; what is not narrowed is left out. */
export function paramsOf(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.q) params.set('q', filters.q);
  for (const name of LISTS) {
    filters[name].forEach(value => params.append(name, value));
  }
  if (filters.groupBy) params.set('groupBy', filters.groupBy);
  return params;
}

/** What is asked of the backend. */
export function queryOf({ groupBy, q, ...lists }: Filters): SecretQuery {
  return {
    ...(q && { q }),
    ...Object.fromEntries(
      Object.entries(lists).filter(([, values]) => values.length > 0),
    ),
  };
}

/** Whether anything narrows the list. */
export function isNarrowed(filters: Filters): boolean {
  return Object.keys(queryOf(filters)).length > 0;
}
