import { useEntityTab } from '@idp/parts-react';
import type { ApplicationRef } from '@idp/plugin-argocd-common';
import { applicationPath } from '../model/refs';
import { ENTITY_TAB_PATH, entityRouteRef } from '../routes';

/** Where an entity's Applications stand, or one of them; undefined in a portal without a catalog. */
export function useApplicationHref(): (
  entityRef: string,
  ref?: ApplicationRef,
) => string | undefined {
  const tabOf = useEntityTab(entityRouteRef, ENTITY_TAB_PATH);
  return (entityRef, ref) => {
    const tab = tabOf(entityRef);
    return tab && ref ? `${tab}/${applicationPath(ref)}` : tab;
  };
}
