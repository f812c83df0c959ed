import {
  CATALOG_FILTER_EXISTS,
  type CatalogApi,
} from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';

/** Who owns more looks at a page of all. */
const LIMIT = 500;

/**
 * What an entity that somebody owns comes to.
 *
 * @public
 */
export interface OwnedSummary<T> {
  entityRef: string;
  summary: T;
}

/**
 * What is known of the entities that somebody owns, of up to 500 of them: one question to the catalog, and one to the plugin's
 * backend where there are any. Entities that it knows nothing of are left out.
 *
 * @public
 */
export async function readOwnedSummaries<T>({
  catalogApi,
  ownershipEntityRefs,
  annotations,
  read,
}: {
  catalogApi: Pick<CatalogApi, 'queryEntities'>;
  /** As whom they own entities: themselves and their groups, as full references. */
  ownershipEntityRefs: string[];
  /** An entity has one of them, or nothing is known of it. */
  annotations: readonly string[];
  /** Answers by the full reference of an entity. */
  read: (entityRefs: string[]) => Promise<Record<string, T>>;
}): Promise<OwnedSummary<T>[]> {
  const { items } = await catalogApi.queryEntities({
    filter: annotations.map(annotation => ({
      [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
      'relations.ownedBy': ownershipEntityRefs,
    })),
    fields: ['kind', 'metadata.namespace', 'metadata.name'],
    limit: LIMIT,
  });
  const refs = items.map(stringifyEntityRef);
  if (refs.length === 0) return [];
  const summaries = await read(refs);
  return refs
    .filter(ref => Object.hasOwn(summaries, ref))
    .map(entityRef => ({ entityRef, summary: summaries[entityRef] }));
}
