import type { CatalogApi } from '@backstage/plugin-catalog-react';
import { readOwnedSummaries, type OwnedSummary } from '@idp/parts-react';
import {
  ARGOCD_ANNOTATIONS,
  type ArgoCDApi,
  type EntitySummaries,
} from '@idp/plugin-argocd-common';
import { needsAttention, worstFirst } from '../model/order';

type Summary = EntitySummaries['items'][string];

/** What of a person's entities is broken or differs from Git, worst first. */
export async function readOwned(
  { catalogApi, api }: { catalogApi: CatalogApi; api: ArgoCDApi },
  ownershipEntityRefs: string[],
): Promise<{ owned: number; items: OwnedSummary<Summary>[] }> {
  const { appName, appSelector } = ARGOCD_ANNOTATIONS;
  const known = await readOwnedSummaries<Summary>({
    catalogApi,
    ownershipEntityRefs,
    annotations: [appName, appSelector],
    read: async refs => (await api.getSummaries(refs)).items,
  });
  return {
    owned: known.length,
    items: worstFirst(known, ({ summary }) => summary).filter(({ summary }) =>
      needsAttention(summary),
    ),
  };
}
