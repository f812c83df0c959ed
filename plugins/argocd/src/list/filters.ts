import type {
  ApplicationQuery,
  HealthStatus,
  SyncStatus,
} from '@idp/plugin-argocd-common';
import { HEALTH_ORDER, SYNC_ORDER } from '../model/order';

/** What rows may be grouped by. */
export const GROUPINGS = ['group', 'instance', 'project', 'health'] as const;

export type Grouping = (typeof GROUPINGS)[number];

/** What the list is narrowed to and grouped by, as it stands in the address. */
export interface Filters {
  q: string;
  instance: string[];
  project: string[];
  group: string[];
  sync: SyncStatus[];
  health: HealthStatus[];
  groupBy?: Grouping;
}

export const NO_FILTERS: Filters = {
  q: '',
  instance: [],
  project: [],
  group: [],
  sync: [],
  health: [],
};

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
    instance: all('instance'),
    project: all('project'),
    group: all('group'),
    sync: SYNC_ORDER.filter(one => all('sync').includes(one)),
    health: HEALTH_ORDER.filter(one => all('health').includes(one)),
    ...(groupBy && { groupBy }),
  };
}

/** The filters as an address's query; what is not narrowed is left out. */
export function paramsOf(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.q) params.set('q', filters.q);
  for (const name of [
    'instance',
    'project',
    'group',
    'sync',
    'health',
  ] as const) {
    filters[name].forEach(value => params.append(name, value));
  }
  if (filters.groupBy) params.set('groupBy', filters.groupBy);
  return params;
}

/** What is asked of the backend. */
export function queryOf(filters: Filters): ApplicationQuery {
  const { q, instance, project, group, sync, health } = filters;
  return {
    ...(q && { q }),
    ...(instance.length > 0 && { instance }),
    ...(project.length > 0 && { project }),
    ...(group.length > 0 && { group }),
    ...(sync.length > 0 && { sync }),
    ...(health.length > 0 && { health }),
  };
}

/** Whether anything narrows the list. */
export function isNarrowed(filters: Filters): boolean {
  return Object.keys(queryOf(filters)).length > 0;
}
