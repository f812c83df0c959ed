import { form } from '../lib/form.mjs';
import { git } from '../lib/git.mjs';

export const title = 'A golden path opens one pull request for a new tenant';

export async function run(story) {
  const { page, look, assertAccessible, forge, facts } = story;
  const before = git(forge, 'rev-parse', 'main');

  await page.goto('/create');
  await page.getByRole('heading', { name: 'Onboard a tenant' }).waitFor();
  await look('02-golden-paths');
  await page.goto('/create/templates/default/onboard-tenant');

  const fields = form(page, look);
  await fields.text('Name', 'payments');
  await fields.text('Display name', 'Payments');
  await fields.text('Description', 'Takes money, and gives receipts');
  await fields.choose('Owner', /payments/i);
  await look('02-form');
  if (!process.env.FAST) await assertAccessible('the form of a golden path');
  await fields.next();

  await fields.text('Address', 'payments@example.com');
  await page.getByRole('radio', { name: /^Medium/ }).check();
  await look('02-form-contacts');
  await fields.next();

  await page.getByText('tenant-payments').first().waitFor();
  await look('02-preview');
  await fields.review();
  await look('02-review');
  facts.tenantChange = await fields.openChange('02-task');

  // One pull request: a branch of its own, and main as it was.
  if (git(forge, 'rev-parse', 'main') !== before) {
    throw new Error('main moved before anybody merged');
  }
}
