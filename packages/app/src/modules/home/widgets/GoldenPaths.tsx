import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { EntityLinks } from './EntityLinks';

/** The templates of the catalog, each a link to its form. */
export const GoldenPaths = () => {
  const catalogApi = useApi(catalogApiRef);
  return (
    <EntityLinks
      load={async () => {
        const { items } = await catalogApi.getEntities({
          filter: { kind: 'Template' },
          fields: ['metadata'],
        });
        return items.map(({ metadata }) => ({
          href: `/create/templates/${metadata.namespace ?? 'default'}/${
            metadata.name
          }`,
          title: metadata.title ?? metadata.name,
          description: metadata.description,
        }));
      }}
      empty="No golden path has been published yet. The platform team publishes one by merging a folder under templates/."
    />
  );
};
