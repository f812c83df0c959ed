import { searchOf } from '@idp/parts-react';
import type { ChangeState } from '@idp/plugin-changes-common';

/** What the list is narrowed to, as it stands in the address. */
export interface Filters {
  state: ChangeState | 'all';
  q: string;
  mine: boolean;
  entityRef?: string;
}

export const NO_FILTERS: Filters = { state: 'open', q: '', mine: false };

export const STATES: Filters['state'][] = ['open', 'merged', 'closed', 'all'];

/** Reads the filters out of an address; what it doesn't know it takes for unset. */
export function filtersOf(params: URLSearchParams): Filters {
  const state = params.get('state') as Filters['state'];
  const entityRef = params.get('entityRef')?.trim();
  return {
    state: STATES.includes(state) ? state : NO_FILTERS.state,
    q: searchOf(params),
    mine: params.get('mine') === 'true',
    ...(entityRef && { entityRef }),
  };
}

/** The filters as an address's query; what is not narrowed is left out. A new filter begins at the newest again. */
export function paramsOf(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.state !== NO_FILTERS.state) params.set('state', filters.state);
  if (filters.q) params.set('q', filters.q);
  if (filters.mine) params.set('mine', 'true');
  if (filters.entityRef) params.set('entityRef', filters.entityRef);
  return params;
}

/** Whether anything but the state narrows the list. */
export function isNarrowed({ q, mine, entityRef }: Filters): boolean {
  return Boolean(q || mine || entityRef);
}
