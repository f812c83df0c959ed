import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  CATALOG_FILTER_EXISTS,
  type CatalogApi,
} from '@backstage/plugin-catalog-react';
import {
  GRAFANA_ANNOTATIONS,
  type EntitySummaries,
  type GrafanaApi,
} from '@idp/plugin-grafana-common';
import { isWorrying, worstFirst } from '../model/states';

/** Who owns more looks at the page of all alerts. */
const LIMIT = 500;

/** What says that something of an entity is measured. */
const ANNOTATIONS = [
  'backstage.io/kubernetes-namespace',
  GRAFANA_ANNOTATIONS.namespace,
  GRAFANA_ANNOTATIONS.alertLabelSelector,
];

export interface OwnedEntity {
  entityRef: string;
  summary: EntitySummaries['items'][string];
}

/** What of a person's entities has an alert, the worst first. */
export async function readOwned(
  { catalogApi, api }: { catalogApi: CatalogApi; api: GrafanaApi },
  ownershipEntityRefs: string[],
): Promise<{ watched: number; items: OwnedEntity[] }> {
  const { items } = await catalogApi.queryEntities({
    filter: ANNOTATIONS.map(annotation => ({
      [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
      'relations.ownedBy': ownershipEntityRefs,
    })),
    fields: ['kind', 'metadata.namespace', 'metadata.name'],
    limit: LIMIT,
  });
  const refs = items.map(stringifyEntityRef);
  if (refs.length === 0) return { watched: 0, items: [] };
  const summaries = await api.getSummaries(refs);
  const known = refs
    .filter(ref => Object.hasOwn(summaries.items, ref))
    .map(entityRef => ({ entityRef, summary: summaries.items[entityRef] }));
  return {
    watched: known.length,
    items: worstFirst(known, ({ summary }) => summary.state).filter(
      ({ summary }) => isWorrying(summary.state),
    ),
  };
}
