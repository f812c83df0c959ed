import type { Bed } from '../../bed/Bed';
import { portal, portalAs } from '../../services/portal';
import { vault } from '../../services/vault/service';
import { ownerToken } from '../secrets/delivery';
import { secretArrives } from '../secretArrives';
import { since } from '../since';
import type { Step } from '../types';
import { untilSecretShown } from './secretShown';

const entity = 'component/payments/orders';
const secretPath = 'tenant-payments/orders/database';
const values = { DATABASE_URL: 'postgres://nobody@elsewhere' };

/** A value is replaced just when the portal's own token is worth nothing any more. */
export const rotation: Step = {
  name: 'rotation',
  profile: 'portal',
  what: 'the portal’s token in Vault ends before its time: it gets another by itself, and shows the new version that the owner writes; the Secret follows',
  async run(bed, report) {
    const { client } = bed.take(vault);
    const shown = (what: string, current: number) =>
      untilSecretShown(
        bed.take(portal),
        entity,
        secretPath,
        what,
        secret => secret.vault?.versions?.current === current,
      );
    await report.check('its token is worth nothing any more', async () => {
      await shown('with its first version', 1);
      const ended = await endTokensOfPortal(bed);
      if (ended === 0) throw new Error('the portal has no token');
    });
    await report.check('it shows the new version all the same', async () => {
      await client.do('POST', `kv/data/${secretPath}`, {
        token: await ownerToken(bed, 'payments'),
        body: { data: values },
      });
      const written = performance.now();
      await shown('with its second version', 2);
      report.measure(
        'portal: new version in Vault, after its token has ended, to shown',
        since(written),
      );
    });
    await report.check('asked for, the Secret has the new value', async () => {
      await portalAs(bed, 'kim').post(
        `idp-vault/entities/${entity}/deliveries/local/tenant-payments/orders--database/refresh`,
      );
      await secretArrives(bed, 'tenant-payments', 'orders--database', values);
    });
  },
};

/** Resolves to how many there were. */
async function endTokensOfPortal(bed: Bed): Promise<number> {
  const { client, rootToken: token } = bed.take(vault);
  const { data } = await client.do('LIST', 'auth/token/accessors', { token });
  let ended = 0;
  for (const accessor of data.keys) {
    const found = await client.ask('POST', 'auth/token/lookup-accessor', {
      token,
      body: { accessor },
    });
    if (found.body?.data?.meta?.role !== 'portal') continue;
    await client.do('POST', 'auth/token/revoke-accessor', {
      token,
      body: { accessor },
    });
    ended += 1;
  }
  return ended;
}
