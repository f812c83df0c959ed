import { openChangeFromList } from '../lib/changes.mjs';

export const title =
  'A reviewer reads the change: files, secrets to fill, verdict';

const base = 'gitops/tenants/payments/workloads/orders';

export async function run({ page, look, lookEveryWay, facts }) {
  const name = 'Add workload orders to tenant payments';
  await openChangeFromList(page, name);
  if (!page.url().endsWith(`/changes/${facts.workloadChange}`)) {
    throw new Error(`another change than ${facts.workloadChange}`);
  }
  for (const file of [
    'base/external-secret-database.yaml',
    'base/external-secret-payment-provider.yaml',
    'base/kustomization.yaml',
    'base/workload.yaml',
    'overlays/eks/kustomization.yaml',
    'overlays/eks/release.yaml',
    'overlays/local/kustomization.yaml',
    'overlays/local/release.yaml',
  ]) {
    await page
      .getByRole('heading', { name: `${base}/${file}` })
      .or(page.getByRole('region', { name: `${base}/${file}` }))
      .first()
      .waitFor();
  }
  const text = await page.locator('main, #root').first().innerText();
  for (const said of [
    'kv/tenant-payments/orders/database',
    'kv/tenant-payments/orders/payment-provider',
    'group:default/payments',
    'https://payments--orders.apps.example.com',
    'Verdict: passed',
    'Sam Rivera',
    'Create a web service',
    'Can be merged',
    'ghcr.io/acme/orders:1.5.0',
  ]) {
    if (!text.includes(said))
      throw new Error(`the page does not say “${said}”`);
  }
  // What a merge brings to each environment, object by object.
  await page.getByRole('tab', { name: 'eks' }).click();
  await page.getByRole('heading', { name: 'HTTPRoute/orders' }).waitFor();
  await page
    .getByRole('button', { name: 'Show diff of HTTPRoute/orders' })
    .click();
  await page.getByText('payments--orders.apps.example.com').last().waitFor();
  await look('05-change-rendered', { fullPage: false });
  await lookEveryWay('05-change', () =>
    page.getByText('ghcr.io/acme/orders:1.5.0').first().waitFor(),
  );
  await look('05-change-first-screen', { fullPage: false });

  // The tenant's own page leads here.
  await page.goto('/catalog/default/system/payments');
  await page.getByRole('link', { name }).waitFor();
  await lookEveryWay('05-tenant-with-change', () =>
    page.getByRole('link', { name }).waitFor(),
  );
}
