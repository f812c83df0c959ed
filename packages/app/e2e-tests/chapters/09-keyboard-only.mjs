import { keyboard } from '../lib/keyboard.mjs';
import { findInCatalog } from '../lib/catalog.mjs';

export const title = 'The same with the keyboard alone, from form to catalog';

export async function run({ page, look }) {
  const person = keyboard(page);

  await page.goto('/');
  await person.press('link', 'Onboard a tenant');
  await person.type(/^Name/, 'search');
  await page.getByText('Available').waitFor();
  await person.type(/^Display name/, 'Search');
  await person.pick(/^Owner/, 'Platform');
  await person.press('button', 'Next');
  await person.type(/^Address/, 'search@example.com');
  await person.press('button', 'Next');
  await page.getByText('tenant-search').first().waitFor();
  await person.press('button', 'Review');
  await merge('Onboard tenant search');
  await findInCatalog(page, {
    kind: 'system',
    path: '/catalog/default/system/search',
  });

  await page.goto('/');
  await person.press('link', 'Create a web service');
  await person.pick(/^Tenant/, 'Search');
  await person.type(/^Name/, 'index');
  await page.getByText('Available').waitFor();
  await person.type(/^Description/, 'Finds things');
  await person.press('button', 'Next');
  await person.type(/^Image/, 'ghcr.io/acme/index:2.0.0');
  await person.press('button', 'Next');
  await person.press('button', /Add item/i);
  await person.type(/^Name/, 'token');
  await look('09-secret-by-keyboard');
  await person.press('button', 'Next');
  await person.press('button', 'Next');
  await page.getByText('kv/tenant-search/index/token').first().waitFor();
  await person.press('button', 'Review');
  await merge('Add workload index to tenant search');
  await findInCatalog(page, {
    kind: 'component',
    path: '/catalog/search/component/index',
  });
  await look('09-workload-by-keyboard');

  /** From the review of the form to the merged change. */
  async function merge(heading) {
    await person.press('button', 'Open the change');
    await person.press('link', 'Read and merge the change');
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await person.press('button', 'Merge', { exact: true });
    await page.getByRole('button', { name: 'Merge change' }).waitFor();
    await person.press('button', 'Merge change');
    await page
      .getByText(/^Merged/)
      .first()
      .waitFor();
  }
}
