import {
  applicationOf,
  openApplications,
  untilItSays,
} from '../lib/applications.mjs';
import { decide } from '../lib/changes.mjs';
import { form } from '../lib/form.mjs';
import { git } from '../lib/git.mjs';

export const title =
  'A bad release shows, and its history leads to the change that takes it back';

const release =
  'gitops/tenants/payments/workloads/orders/overlays/local/release.yaml';

export async function run({ page, look, forge }) {
  await page.goto('/create/templates/default/release');
  let fields = form(page, look);
  await fields.choose('Tenant', /Payments|payments/);
  await fields.choose('Workload', /orders/);
  await fields.next();
  // An image that the sandbox's cluster cannot pull, by its tag.
  await fields.text('Image', 'ghcr.io/acme/orders:bad-1.6.0');
  await look('12-release');
  await fields.next();
  await page.getByText('ghcr.io/acme/orders:bad-1.6.0').first().waitFor();
  await look('12-preview');
  await fields.review();
  await readAndMerge(page, await fields.openChange());

  await openApplications(page, 'payments/component/orders');
  const local = applicationOf(page, 'payments--orders', 'local');
  await untilItSays(local, 'Degraded', /ghcr\.io\/acme\/orders:bad-1\.6\.0/);
  await look('12-bad-release');
  await untilItSays(applicationOf(page, 'payments--orders', 'eks'), 'Healthy');

  await page.goto(
    '/catalog/payments/component/orders/argocd/local/argocd/payments--orders/history',
  );
  const deployments = page.getByRole('checkbox', {
    name: /Compare deployment/,
  });
  await deployments.first().waitFor();
  // Their labels are drawn over them.
  await deployments.nth(0).press('Space');
  await deployments.nth(1).press('Space');
  await page
    .getByText(/image: ghcr\.io\/acme\/orders:1\.5\.0/)
    .first()
    .waitFor();
  await look('12-compare');
  await page.getByRole('link', { name: 'Go back by a change' }).click();

  fields = form(page, look);
  await page.getByRole('button', { name: 'Next' }).waitFor();
  await fields.next();
  await look('12-roll-back');
  await fields.review();
  await readAndMerge(page, await fields.openChange());

  const file = git(forge, 'show', `main:${release}`);
  if (!file.includes('ghcr.io/acme/orders:1.5.0')) {
    throw new Error(`the release on main is still another one:\n${file}`);
  }
  await openApplications(page, 'payments/component/orders');
  await untilItSays(
    local,
    'Healthy',
    'Synced',
    /ghcr\.io\/acme\/orders:1\.5\.0/,
  );
  await look('12-rolled-back');
}

async function readAndMerge(page, change) {
  await page.goto(`/changes/${change}`);
  await page.getByText('The merge changes').waitFor();
  await decide(page, 'Merge');
}
