import { useEntityTab } from '@idp/parts-react';
import type { SecretRef } from '@idp/plugin-vault-common';
import { pathId } from '../model/paths';
import { ENTITY_TAB_PATH, entityRouteRef } from '../routes';

/** Where an entity's secrets stand, or one of them, opened; undefined in a portal without a catalog. */
export function useSecretHref(): (
  entityRef: string,
  ref?: SecretRef,
) => string | undefined {
  const tabOf = useEntityTab(entityRouteRef, ENTITY_TAB_PATH);
  return (entityRef, ref) => {
    const tab = tabOf(entityRef);
    return tab && ref
      ? `${tab}?${new URLSearchParams({ secret: pathId(ref) })}`
      : tab;
  };
}
