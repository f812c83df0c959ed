import { form } from '../lib/form.mjs';

export const title = 'A form says what is wrong before anything is submitted';

export async function run({ page, look, assertAccessible }) {
  const fields = form(page);
  await page.goto('/create/templates/default/onboard-tenant');

  for (const [name, said] of [
    ['payments', /already|taken|exists/i],
    ['Payments', /upper-case.*payments/i],
    ['pay--ments', /joins names/],
    ['pаyments', /look like/], // the second letter is Cyrillic
    ['kube-system', /reserved/],
    ['../etc', /a-z, 0-9|separators|letter/],
  ]) {
    await fields.text('Name', name);
    await page.getByText(said).first().waitFor();
    await look(`08-name-${name.replace(/[^a-z]/g, '_')}`);
  }
  await assertAccessible('a form with a name that is refused');

  // Nor does the step let one go on.
  await fields.text('Name', 'payments');
  await fields.text('Display name', 'Again');
  await fields.choose('Owner', /payments/i);
  await fields.next();
  await page
    .getByText(/already|taken|exists/i)
    .first()
    .waitFor();
  await page.getByRole('textbox', { name: /^Display name/ }).waitFor();

  await page.goto('/create/templates/default/web-service');
  await fields.choose('Tenant', /payments/i);
  await fields.text('Name', 'orders');
  await page
    .getByText(/already|taken|exists/i)
    .first()
    .waitFor();
  await look('08-workload-taken');
  await fields.text('Name', 'invoices');
  await page.getByText('Available').waitFor();
  await fields.text('Description', 'Writes invoices');
  await fields.next();
  await fields.text('Image', 'ghcr.io/acme/invoices:latest');
  await fields.next();
  await page
    .getByText(/must match pattern|latest/i)
    .first()
    .waitFor();
  await page.getByRole('textbox', { name: /^Image/ }).waitFor();
  await look('08-image-latest');
}
