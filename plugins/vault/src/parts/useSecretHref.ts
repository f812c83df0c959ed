import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityParts } from '@idp/parts-react';
import type { SecretRef } from '@idp/plugin-vault-common';
import { pathId } from '../model/paths';
import { ENTITY_TAB_PATH, entityRouteRef } from '../routes';

/** Where an entity's secrets stand, or one of them, opened; undefined in a portal without a catalog. */
export function useSecretHref(): (
  entityRef: string,
  ref?: SecretRef,
) => string | undefined {
  const route = useRouteRef(entityRouteRef);
  return (entityRef, ref) => {
    const parts = entityParts(entityRef);
    if (!route || !parts) return undefined;
    const tab = `${route(parts)}${ENTITY_TAB_PATH}`;
    return ref ? `${tab}?${new URLSearchParams({ secret: pathId(ref) })}` : tab;
  };
}
