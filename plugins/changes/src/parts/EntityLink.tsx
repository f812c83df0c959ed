import { createEntityLink } from '@idp/parts-react';
import { entityRouteRef } from '../routes';

/** A link to an entity's page; what a change touches need not exist yet. */
export const EntityLink = createEntityLink(entityRouteRef);
