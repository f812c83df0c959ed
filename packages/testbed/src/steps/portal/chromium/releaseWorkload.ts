import {
  applicationOf,
  openApplications,
  untilItSays,
} from '../../../../../app/e2e-tests/lib/applications.mjs';
import { form } from '../../../../../app/e2e-tests/lib/form.mjs';
import { mergeOnForge } from '../../../portal/review';
import { since } from '../../since';
import { openPullRequest } from './changes';
import type { Visit } from './Visit';
import { workload } from './workload';

/** Another version, by its form, with the page of the workload open while it is merged. */
export async function releaseWorkload(visit: Visit): Promise<void> {
  const { bed, check, look, measure, page } = visit;
  await check(
    'a version is released by its form; the open page of the workload shows it run',
    async () => {
      await page.goto('/create/templates/default/release');
      const fields = form(page);
      await fields.choose('Tenant', /Garden|garden/);
      await fields.choose('Workload', new RegExp(workload.name));
      await fields.next();
      await fields.text('Image', workload.nextImage);
      await fields.next();
      await page.getByText(workload.nextImage).first().waitFor();
      await look('form-of-a-release');
      await fields.review();
      const number = await openPullRequest(visit);
      await openApplications(page, workload.entity);
      const application = applicationOf(page, workload.application, 'local');
      await untilItSays(application, workload.image);
      const begun = performance.now();
      await mergeOnForge(bed, number);
      await untilItSays(application, workload.nextImage, 'Healthy', 'Synced');
      measure('Chromium: release merged to the open page', since(begun));
      await look('released');
    },
  );
}
