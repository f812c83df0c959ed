import {
  applicationOf,
  openApplications,
  untilItSays,
} from '../../../../../app/e2e-tests/lib/applications.mjs';
import { form } from '../../../../../app/e2e-tests/lib/form.mjs';
import { untilInCatalog } from '../../../portal/untilInCatalog';
import { portal } from '../../../services/portal';
import { since } from '../../since';
import { mergeWhileOpen, openPullRequest } from './changes';
import type { Visit } from './Visit';

/** The tenant `garden` of the group payments. */
export async function onboardTenant(visit: Visit): Promise<void> {
  const { bed, check, look, measure, page } = visit;
  let number = '';
  await check('the form opens a pull request on Gitea', async () => {
    await page.goto('/create/templates/default/onboard-tenant');
    const fields = form(page);
    await fields.text('Name', 'garden');
    await fields.text('Display name', 'Garden');
    await fields.text('Description', 'Grows things');
    await fields.choose('Owner', /payments/i);
    await look('form-of-a-tenant');
    await fields.next();
    await fields.text('Address', 'garden@example.com');
    await fields.next();
    await page.getByText('tenant-garden').first().waitFor();
    await fields.review();
    number = await openPullRequest(visit);
  });
  await check(
    'merged on Gitea, the open page of the change says so by itself',
    async () => {
      const begun = await mergeWhileOpen(visit, {
        number,
        title: 'Onboard tenant garden',
      });
      measure('Chromium: merged on Gitea to the open page', since(begun));
      await look('merged');
    },
  );
  await check('the tenant’s page shows its boundary as it comes', async () => {
    await untilInCatalog(bed.take(portal), 'system/default/garden', {
      timeoutMs: 60_000,
    });
    await openApplications(page, 'default/system/garden');
    await untilItSays(
      applicationOf(page, 'tenant--garden', 'local'),
      'Healthy',
      'Synced',
    );
    await look('boundary');
  });
}
