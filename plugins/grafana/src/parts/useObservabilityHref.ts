import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityParts } from '@idp/parts-react';
import type { View } from '../model/views';
import { ENTITY_TAB_PATH, entityRouteRef } from '../routes';

/** Where an entity's observability stands, or one view of it; undefined in a portal without a catalog. */
export function useObservabilityHref(): (
  entityRef: string,
  view?: View,
) => string | undefined {
  const route = useRouteRef(entityRouteRef);
  return (entityRef, view) => {
    const parts = entityParts(entityRef);
    if (!route || !parts) return undefined;
    const tab = `${route(parts)}${ENTITY_TAB_PATH}`;
    return view ? `${tab}/${view}` : tab;
  };
}
