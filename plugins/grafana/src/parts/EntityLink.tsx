import { createEntityLink } from '@idp/parts-react';
import { entityRouteRef } from '../routes';

/** A link to an entity's page. */
export const EntityLink = createEntityLink(entityRouteRef);
