import type { Bed } from '../../bed/Bed';

/** Where people reach Keycloak: by the name that browsers keep cookies for. */
export const keycloakUrl = (bed: Bed): string =>
  `https://localhost:${bed.ports.get('keycloak')}`;

/** As its tokens name it; known before it has started. */
export const issuerOf = (bed: Bed): string =>
  `${keycloakUrl(bed)}/realms/platform`;
