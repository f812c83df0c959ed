import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { DeployedChange } from '@idp/plugin-argocd-common';
import { changeRouteRef } from '../routes';

/** A link to the change that brought a deployment; its title alone where changes have no page. */
export const ChangeLink = ({ change }: { change: DeployedChange }) => {
  const route = useRouteRef(changeRouteRef);
  if (!route) return <>{change.title}</>;
  return <Link href={route({ id: change.id })}>{change.title}</Link>;
};
