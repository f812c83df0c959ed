import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { entityRouteRef } from '../routes';
import { entityName, entityParts } from './entityName';

/**
 * A link to an entity's page. It asks the catalog for nothing: what a change touches need not exist yet, and a list of
 * changes would ask for hundreds.
 */
export const EntityLink = ({
  entityRef,
  text,
}: {
  entityRef: string;
  text?: string;
}) => {
  const route = useRouteRef(entityRouteRef);
  const parts = entityParts(entityRef);
  const name = text ?? entityName(entityRef);
  if (!route || !parts) return <span title={entityRef}>{name}</span>;
  return (
    <Link href={route(parts)} title={entityRef}>
      {name}
    </Link>
  );
};
