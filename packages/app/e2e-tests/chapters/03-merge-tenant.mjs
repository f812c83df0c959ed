import { decide, openChangeFromList } from '../lib/changes.mjs';
import { findInCatalog } from '../lib/catalog.mjs';
import { git } from '../lib/git.mjs';

export const title =
  'Merging the pull request puts the tenant into the catalog';

export async function run({ page, look, forge, facts }) {
  await openChangeFromList(page, 'Onboard tenant payments');
  if (!page.url().endsWith(`/changes/${facts.tenantChange}`)) {
    throw new Error(`another change than ${facts.tenantChange}: ${page.url()}`);
  }
  await look('03-change');
  await decide(page, 'Merge');
  await look('03-merged');

  const tenant = 'gitops/tenants/payments/boundary/tenant.yaml';
  const file = git(forge, 'show', `main:${tenant}`);
  if (!file.includes('owner: "group:default/payments"')) {
    throw new Error(`${tenant} on main has another owner:\n${file}`);
  }
  const [author, merger] = git(
    forge,
    'log',
    '-2',
    '--format=%an <%ae>',
    'main',
  ).split('\n');
  if (!/^Sam Rivera /.test(author) || !/^Sam Rivera /.test(merger)) {
    throw new Error(`Git names other people: ${author}, ${merger}`);
  }

  await findInCatalog(page, {
    kind: 'system',
    path: '/catalog/default/system/payments',
  });
  await page.getByText('Takes money, and gives receipts').first().waitFor();
  await look('03-tenant-in-catalog');
}
