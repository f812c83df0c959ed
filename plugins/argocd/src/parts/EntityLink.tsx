import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { entityRouteRef } from '../routes';
import { entityName, entityParts } from './entityName';

/** A link to an entity's page. It asks the catalog for nothing: a list of Applications would ask for hundreds. */
export const EntityLink = ({ entityRef }: { entityRef: string }) => {
  const route = useRouteRef(entityRouteRef);
  const parts = entityParts(entityRef);
  const name = entityName(entityRef);
  if (!route || !parts) return <span title={entityRef}>{name}</span>;
  return (
    <Link href={route(parts)} title={entityRef}>
      {name}
    </Link>
  );
};
