import { form } from '../lib/form.mjs';

export const title =
  'The web-service path opens one for a workload with two secrets';

export async function run(story) {
  const { page, look, facts } = story;
  await page.goto('/create/templates/default/web-service');
  const fields = form(page, look);

  await fields.choose('Tenant', /Payments|payments/);
  await fields.text('Name', 'orders');
  await page.getByText('Available').waitFor();
  await fields.text('Description', 'Takes orders and tells the warehouse');
  await look('04-service');
  await fields.next();

  await fields.text('Image', 'ghcr.io/acme/orders:1.5.0');
  await fields.text('Health path', '/healthz');
  await look('04-what-runs');
  await fields.next();

  await fields.add();
  await fields.text('Name', 'database');
  await fields.addWithin();
  await fields.text('Key', 'DATABASE_URL');
  await fields.add();
  await fields.text('Name', 'payment-provider');
  await look('04-secrets');
  await fields.next();

  await fields.text('Source repository', 'https://git.example.com/acme/orders');
  await look('04-catalog');
  await fields.next();

  await page.getByText('kv/tenant-payments/orders/database').first().waitFor();
  await look('04-preview');
  await fields.review();
  await look('04-review');
  facts.workloadChange = await fields.openChange('04-task');
}
