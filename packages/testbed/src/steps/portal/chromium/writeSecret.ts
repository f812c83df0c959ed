import {
  applicationOf,
  openApplications,
  untilItSays,
} from '../../../../../app/e2e-tests/lib/applications.mjs';
import {
  openSecrets,
  secretIn,
} from '../../../../../app/e2e-tests/lib/secrets.mjs';
import { vault } from '../../../services/vault/service';
import { ownerToken } from '../../secrets/delivery';
import { since } from '../../since';
import type { Visit } from './Visit';
import { workload } from './workload';

/** The owner writes the value to Vault, which no page of the portal can, and the pages show what becomes of it. */
export async function writeSecret(visit: Visit): Promise<void> {
  const { bed, check, look, measure, page } = visit;
  const secret = secretIn(page, workload.path, 'local');
  await check(
    'the page of its secrets says who writes which path, with which command',
    async () => {
      await openSecrets(page, workload.entity);
      await untilItSays(
        secret,
        'Nothing written yet',
        /Somebody in the group payments/,
        /vault kv put/,
        'broken here',
      );
      await look('nothing-written-yet');
    },
  );
  await check(
    'its owner writes the value and asks for the delivery: the open page shows it delivered',
    async () => {
      const { client } = bed.take(vault);
      await client.do('POST', `kv/data/${workload.path}`, {
        token: await ownerToken(bed, 'garden'),
        body: { data: { LOCK_CODE: 'canary-of-the-lock' } },
      });
      const written = performance.now();
      await secret
        .getByRole('button', {
          name: new RegExp(`^Refresh now… ${workload.delivery}`),
        })
        .click();
      await page
        .getByRole('button', { name: 'Refresh now', exact: true })
        .click();
      await untilItSays(
        secret,
        'Delivered',
        `${workload.delivery} is there`,
        /^1; 1 kept/,
      );
      measure(
        'Chromium: Vault write to Delivered on the open page',
        since(written),
      );
      await look('delivered');
      if ((await page.content()).includes('canary-of-the-lock'))
        throw new Error('the page has the value');
    },
  );
  await check('the workload is Healthy', async () => {
    await openApplications(page, workload.entity);
    await untilItSays(
      applicationOf(page, workload.application, 'local'),
      'Healthy',
      'Synced',
    );
    await look('workload');
  });
}
