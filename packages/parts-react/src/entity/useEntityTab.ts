import {
  useRouteRef,
  type ExternalRouteRef,
} from '@backstage/frontend-plugin-api';
import { entityParts } from './entityName';

/**
 * Where a plugin's tab on an entity's page stands, by the plugin's own external route; undefined in a portal without a
 * catalog, and for what is no reference.
 *
 * @param path - of the tab below the entity's page, such as `/argocd`
 * @public
 */
export function useEntityTab(
  routeRef: ExternalRouteRef<{ namespace: string; kind: string; name: string }>,
  path: string,
): (entityRef: string) => string | undefined {
  const route = useRouteRef(routeRef);
  return entityRef => {
    const parts = entityParts(entityRef);
    return route && parts && `${route(parts)}${path}`;
  };
}
