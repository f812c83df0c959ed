import { useEntityTab } from '@idp/parts-react';
import type { View } from '../model/views';
import { ENTITY_TAB_PATH, entityRouteRef } from '../routes';

/** Where an entity's observability stands, or one view of it; undefined in a portal without a catalog. */
export function useObservabilityHref(): (
  entityRef: string,
  view?: View,
) => string | undefined {
  const tabOf = useEntityTab(entityRouteRef, ENTITY_TAB_PATH);
  return (entityRef, view) => {
    const tab = tabOf(entityRef);
    return tab && view ? `${tab}/${view}` : tab;
  };
}
