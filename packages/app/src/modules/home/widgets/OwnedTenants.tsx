import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { EntityLinks } from './EntityLinks';

/** The tenants that the signed-in person owns. */
export const OwnedTenants = () => {
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(identityApiRef);
  return (
    <EntityLinks
      load={async () => {
        const { ownershipEntityRefs } =
          await identityApi.getBackstageIdentity();
        const { items } = await catalogApi.getEntities({
          filter: {
            kind: 'System',
            'spec.type': 'tenant',
            'relations.ownedBy': ownershipEntityRefs,
          },
          fields: ['metadata'],
        });
        return items.map(({ metadata }) => ({
          href: `/catalog/${metadata.namespace ?? 'default'}/system/${
            metadata.name
          }`,
          title: metadata.title ?? metadata.name,
          description: metadata.description,
        }));
      }}
      empty="You own no tenant yet. The golden path “Onboard a tenant” makes one."
    />
  );
};
