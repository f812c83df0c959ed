import {
  useRouteRef,
  type ExternalRouteRef,
} from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { JSX } from 'react';
import { entityName, entityParts } from './entityName';

/**
 * Makes the component that links to an entity's page, by the plugin's own external route: an app may bind each plugin's.
 * It asks the catalog for nothing: what is named need not exist yet, and a list would ask for hundreds.
 *
 * @public
 */
export function createEntityLink(
  routeRef: ExternalRouteRef<{ namespace: string; kind: string; name: string }>,
): (props: {
  entityRef: string;
  /** In the place of the entity's name. */
  text?: string;
}) => JSX.Element {
  return function EntityLink({ entityRef, text }) {
    const route = useRouteRef(routeRef);
    const parts = entityParts(entityRef);
    const name = text ?? entityName(entityRef);
    if (!route || !parts) return <span title={entityRef}>{name}</span>;
    return (
      <Link href={route(parts)} title={entityRef}>
        {name}
      </Link>
    );
  };
}
