import { Link } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { EntityChoice } from './EntityChoice';

/** One of the tenants that the signed-in person owns; the value is its name. */
export const TenantPicker = (props: FieldExtensionComponentProps<string>) => {
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(identityApiRef);
  return (
    <EntityChoice
      field={props}
      load={async () => {
        const { ownershipEntityRefs } =
          await identityApi.getBackstageIdentity();
        const { items } = await catalogApi.getEntities({
          filter: {
            kind: 'System',
            'spec.type': 'tenant',
            'relations.ownedBy': ownershipEntityRefs,
          },
          fields: ['metadata.name', 'metadata.title'],
        });
        return items.map(({ metadata }) => ({
          value: metadata.name,
          title: metadata.title ?? metadata.name,
          hint: metadata.name,
        }));
      }}
      empty={
        <>
          You own no tenant yet.{' '}
          <Link to="/create/templates/default/onboard-tenant">
            Onboard one first
          </Link>
          ; once its change is merged it can be chosen here.
        </>
      }
    />
  );
};
