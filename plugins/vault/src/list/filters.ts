import { createListFilters } from '@idp/parts-react';
import type { Rotation, SecretRow } from '@idp/plugin-vault-common';
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

export const {
  none: NO_FILTERS,
  filtersOf,
  paramsOf,
  queryOf,
  isNarrowed,
} = createListFilters<Filters>({
  lists: {
    server: 'any',
    group: 'any',
    finding: FINDING_ORDER,
    rotation: ROTATION_ORDER,
  },
  groupings: GROUPINGS,
});
