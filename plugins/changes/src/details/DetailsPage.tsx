import { useRouteRefParams } from '@backstage/frontend-plugin-api';
import { detailsRouteRef } from '../routes';
import { ChangeById } from './ChangeById';

/** One change. */
export const DetailsPage = () => {
  const { id } = useRouteRefParams(detailsRouteRef);
  // Another change is another page: nothing of the one before may be seen in it.
  return <ChangeById key={id} id={id} />;
};
