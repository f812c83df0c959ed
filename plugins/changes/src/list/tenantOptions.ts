import type { CatalogApi } from '@backstage/plugin-catalog-react';

/** As many as one looks through; who has more tenants types a letter more. */
const LIMIT = 20;

/** A tenant to choose; `id` is its full reference. */
export interface TenantOption {
  id: string;
  label: string;
}

/** The tenants of the catalog whose name or title holds the text. */
export async function tenantOptions(
  catalogApi: CatalogApi,
  text: string,
): Promise<TenantOption[]> {
  const { items } = await catalogApi.queryEntities({
    filter: { kind: 'System', 'spec.type': 'tenant' },
    fields: ['kind', 'metadata.namespace', 'metadata.name', 'metadata.title'],
    orderFields: { field: 'metadata.name', order: 'asc' },
    limit: LIMIT,
    ...(text.trim() && {
      fullTextFilter: {
        term: text.trim(),
        fields: ['metadata.name', 'metadata.title'],
      },
    }),
  });
  return items.map(({ metadata: { namespace = 'default', name, title } }) => ({
    id: `system:${namespace}/${name}`,
    label: title ?? name,
  }));
}
