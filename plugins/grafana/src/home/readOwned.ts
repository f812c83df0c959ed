import type { CatalogApi } from '@backstage/plugin-catalog-react';
import { readOwnedSummaries, type OwnedSummary } from '@idp/parts-react';
import {
  GRAFANA_ANNOTATIONS,
  type EntitySummaries,
  type GrafanaApi,
} from '@idp/plugin-grafana-common';
import { isWorrying, worstFirst } from '../model/states';

/** What says that something of an entity is measured. */
const ANNOTATIONS = [
  'backstage.io/kubernetes-namespace',
  GRAFANA_ANNOTATIONS.namespace,
  GRAFANA_ANNOTATIONS.alertLabelSelector,
];

type Summary = EntitySummaries['items'][string];

/** What of a person's entities has an alert, the worst first, and of the same state those with the most alerts in it. */
export async function readOwned(
  { catalogApi, api }: { catalogApi: CatalogApi; api: GrafanaApi },
  ownershipEntityRefs: string[],
): Promise<{ watched: number; items: OwnedSummary<Summary>[] }> {
  const known = await readOwnedSummaries<Summary>({
    catalogApi,
    ownershipEntityRefs,
    annotations: ANNOTATIONS,
    read: async refs => (await api.getSummaries(refs)).items,
  });
  return {
    watched: known.length,
    items: worstFirst(
      known
        .filter(({ summary }) => isWorrying(summary.state))
        .sort((a, b) => inWorst(b.summary) - inWorst(a.summary)),
      ({ summary }) => summary.state,
    ),
  };
}

function inWorst({ counts, state }: Summary): number {
  return counts[state] ?? 0;
}
