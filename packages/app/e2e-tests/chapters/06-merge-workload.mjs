import { findInCatalog } from '../lib/catalog.mjs';
import { decide, openChangeFromList } from '../lib/changes.mjs';

export const title =
  'Merged, the workload is in the catalog with owner and environments';

export async function run({ page, lookEveryWay }) {
  await openChangeFromList(page, 'Add workload orders to tenant payments');
  await decide(page, 'Merge');
  await findInCatalog(page, {
    kind: 'component',
    path: '/catalog/payments/component/orders',
  });
  const shown = async () => {
    await page.getByText('Takes orders and tells the warehouse').waitFor();
    await page.getByRole('link', { name: /^In local/ }).waitFor();
    await page.getByRole('link', { name: /^In eks/ }).waitFor();
    await page.getByRole('link', { name: 'Payments' }).first().waitFor();
  };
  await shown();
  const host = await page
    .getByRole('link', { name: /^In eks/ })
    .getAttribute('href');
  if (host !== 'https://payments--orders.apps.example.com') {
    throw new Error(`the workload's host is ${host}`);
  }
  await lookEveryWay('06-workload', shown);
}
