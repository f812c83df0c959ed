import { createListFilters } from '@idp/parts-react';
import type { HealthStatus, SyncStatus } from '@idp/plugin-argocd-common';
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

export const {
  none: NO_FILTERS,
  filtersOf,
  paramsOf,
  queryOf,
  isNarrowed,
} = createListFilters<Filters>({
  lists: {
    instance: 'any',
    project: 'any',
    group: 'any',
    sync: SYNC_ORDER,
    health: HEALTH_ORDER,
  },
  groupings: GROUPINGS,
});
