import { until, type UntilOptions } from '../lib/until';
import type { PortalClient } from './PortalClient';

/** Waits until the catalog has an entity, `kind/namespace/name`; a page that is opened before that says that there is none. */
export async function untilInCatalog(
  portal: PortalClient,
  entity: string,
  options?: UntilOptions,
): Promise<void> {
  await until(
    `${entity} is in the catalog`,
    () => portal.get(`catalog/entities/by-name/${entity}`),
    options,
  );
}
