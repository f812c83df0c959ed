import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const PAGE = 500;

/**
 * All entities of the catalog that have one of the annotations, page by page, as the plugin itself may read them.
 *
 * @public
 */
export async function* annotatedEntities(options: {
  auth: AuthService;
  catalog: CatalogService;
  annotations: string[];
  /** All that is read of an entity. */
  fields: string[];
}): AsyncGenerator<Entity[], void> {
  const { annotations, auth, catalog, fields } = options;
  const credentials = await auth.getOwnServiceCredentials();
  let cursor: string | undefined;
  do {
    const page = await catalog.queryEntities(
      cursor
        ? { cursor, limit: PAGE }
        : {
            filter: annotations.map(annotation => ({
              [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
            })),
            fields,
            limit: PAGE,
          },
      { credentials },
    );
    yield page.items;
    cursor = page.pageInfo.nextCursor;
  } while (cursor);
}
