import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { entityName, entityParts } from '@idp/parts-react';
import type { ChangeGoldenPath } from '@idp/plugin-changes-common';
import { goldenPathRouteRef } from '../routes';

/** A link to the form of the golden path that made a change. */
export const GoldenPathLink = ({
  goldenPath,
}: {
  goldenPath: ChangeGoldenPath;
}) => {
  const route = useRouteRef(goldenPathRouteRef);
  const parts = entityParts(goldenPath.entityRef);
  const title = goldenPath.title ?? entityName(goldenPath.entityRef);
  if (!route || !parts) return <>{title}</>;
  return (
    <Link
      href={route({ namespace: parts.namespace, templateName: parts.name })}
    >
      {title}
    </Link>
  );
};
