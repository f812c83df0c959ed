import { parseEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { EntityChoice } from './EntityChoice';

/** One of the groups that the signed-in person is a member of; the value is its full reference. */
export const OwnerGroupPicker = (
  props: FieldExtensionComponentProps<string>,
) => {
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(identityApiRef);
  return (
    <EntityChoice
      field={props}
      load={async () => {
        const { ownershipEntityRefs } =
          await identityApi.getBackstageIdentity();
        const groups = ownershipEntityRefs.filter(
          ref => parseEntityRef(ref).kind.toLowerCase() === 'group',
        );
        if (groups.length === 0) return [];
        const { items } = await catalogApi.getEntitiesByRefs({
          entityRefs: groups,
        });
        return groups.map((ref, index) => {
          const profile = items[index]?.spec?.profile as
            | { displayName?: string }
            | undefined;
          return {
            value: ref,
            title:
              profile?.displayName ??
              items[index]?.metadata.title ??
              parseEntityRef(ref).name,
            hint: ref,
          };
        });
      }}
      empty="You are a member of no group. Groups come from the organisation’s directory: ask whoever keeps it."
    />
  );
};
