import {
  CATALOG_FILTER_EXISTS,
  type CatalogApi,
} from '@backstage/plugin-catalog-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  ARGOCD_ANNOTATIONS,
  type ArgoCDApi,
  type EntitySummaries,
} from '@idp/plugin-argocd-common';
import { needsAttention, worstFirst } from '../model/order';

/** Who owns more looks at the page of all Applications. */
const LIMIT = 500;

export interface OwnedEntity {
  entityRef: string;
  summary: EntitySummaries['items'][string];
}

/** What of a person's entities is broken or differs from Git, worst first. */
export async function readOwned(
  { catalogApi, api }: { catalogApi: CatalogApi; api: ArgoCDApi },
  ownershipEntityRefs: string[],
): Promise<{ owned: number; items: OwnedEntity[] }> {
  const owned = { 'relations.ownedBy': ownershipEntityRefs };
  const { appName, appSelector } = ARGOCD_ANNOTATIONS;
  const { items } = await catalogApi.queryEntities({
    filter: [appName, appSelector].map(annotation => ({
      [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
      ...owned,
    })),
    fields: ['kind', 'metadata.namespace', 'metadata.name'],
    limit: LIMIT,
  });
  const refs = items.map(stringifyEntityRef);
  if (refs.length === 0) return { owned: 0, items: [] };
  const summaries = await api.getSummaries(refs);
  const known = refs
    .filter(ref => Object.hasOwn(summaries.items, ref))
    .map(entityRef => ({ entityRef, summary: summaries.items[entityRef] }));
  return {
    owned: known.length,
    items: worstFirst(known, ({ summary }) => summary).filter(({ summary }) =>
      needsAttention(summary),
    ),
  };
}
