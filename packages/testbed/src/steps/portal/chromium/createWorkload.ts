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
import { workload } from './workload';

/** A workload with a secret that nobody has written yet. */
export async function createWorkload(visit: Visit): Promise<void> {
  const { bed, check, look, measure, page } = visit;
  let number = '';
  await check(
    'the form of a web service opens a pull request for a workload with a secret',
    async () => {
      await page.goto('/create/templates/default/web-service');
      const fields = form(page);
      await fields.choose('Tenant', /Garden|garden/);
      await fields.text('Name', workload.name);
      await page.getByText('Available').waitFor();
      await fields.text('Description', 'Lets people in');
      await fields.next();
      await fields.text('Image', workload.image);
      await fields.next();
      await fields.add();
      await fields.text('Name', 'lock');
      await fields.addWithin();
      await fields.text('Key', 'LOCK_CODE');
      await look('form-of-a-workload');
      await fields.next();
      await fields.next();
      await page.getByText(`kv/${workload.path}`).first().waitFor();
      await fields.review();
      number = await openPullRequest(visit);
    },
  );
  await check(
    'merged on Gitea, its page shows it Degraded, and which ExternalSecret waits',
    async () => {
      const begun = await mergeWhileOpen(visit, {
        number,
        title: 'Add workload gate to tenant garden',
      });
      await untilInCatalog(bed.take(portal), 'component/garden/gate', {
        timeoutMs: 60_000,
      });
      await openApplications(page, workload.entity);
      await untilItSays(
        applicationOf(page, workload.application, 'local'),
        'Degraded',
        'Synced',
        new RegExp(`ExternalSecret ${workload.delivery}`),
      );
      measure('Chromium: merged to a workload that waits, shown', since(begun));
      await look('waits-for-its-secret');
    },
  );
}
