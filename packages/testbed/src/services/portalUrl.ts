import type { Bed } from '../bed/Bed';

/** Where people open the portal: by the name that browsers keep cookies for. */
export const portalUrl = (bed: Bed): string =>
  `http://localhost:${bed.ports.get('portal')}`;
