import type { EntitySecret, EntitySecrets } from '@idp/plugin-vault-common';
import { until } from '../../lib/until';
import type { PortalClient } from '../../portal/PortalClient';

/** What the portal says of one secret of a workload, once that is so. */
export async function untilSecretShown(
  portal: PortalClient,
  entity: string,
  path: string,
  what: string,
  is: (secret: EntitySecret) => boolean,
): Promise<EntitySecret> {
  return until(
    `the portal shows ${path} ${what}`,
    async () => {
      const { secrets, sources } = await portal.get<EntitySecrets>(
        `idp-vault/entities/${entity}/secrets`,
      );
      const found = secrets.find(({ ref }) => ref.path === path);
      if (found && is(found)) return found;
      throw new Error(JSON.stringify(found ?? sources));
    },
    { timeoutMs: 120_000, everyMs: 500 },
  );
}

/** The first link of a delivery's chain that does not hold, as `kind: message`; undefined where all hold. */
export function brokenLink(secret: EntitySecret): string | undefined {
  const link = secret.deliveries
    .flatMap(({ chain }) => chain)
    .find(({ state }) => state === 'broken');
  return link && `${link.kind}: ${link.message}`;
}
