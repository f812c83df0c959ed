import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityParts } from '@idp/parts-react';
import type { ApplicationRef } from '@idp/plugin-argocd-common';
import { applicationPath } from '../model/refs';
import { ENTITY_TAB_PATH, entityRouteRef } from '../routes';

/** Where an entity's Applications stand, or one of them; undefined in a portal without a catalog. */
export function useApplicationHref(): (
  entityRef: string,
  ref?: ApplicationRef,
) => string | undefined {
  const route = useRouteRef(entityRouteRef);
  return (entityRef, ref) => {
    const parts = entityParts(entityRef);
    if (!route || !parts) return undefined;
    const tab = `${route(parts)}${ENTITY_TAB_PATH}`;
    return ref ? `${tab}/${applicationPath(ref)}` : tab;
  };
}
