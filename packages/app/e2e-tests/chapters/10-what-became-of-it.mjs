import {
  applicationOf,
  openApplications,
  untilItSays,
} from '../lib/applications.mjs';
import { tellSandbox } from '../lib/sandbox.mjs';

export const title =
  'The page shows what became of it: a secret that nobody has written, then health, pushed';

const secrets = ['database', 'payment-provider'];
const environments = ['local', 'eks'];

export async function run({ page, lookEveryWay, sandbox }) {
  await openApplications(page, 'payments/component/orders');
  for (const environment of environments) {
    const application = applicationOf(page, 'payments--orders', environment);
    await untilItSays(
      application,
      'Degraded',
      'Synced',
      /ExternalSecret orders--(database|payment-provider)/,
    );
  }
  // The revision leads to the change that brought it.
  await applicationOf(page, 'payments--orders', 'local')
    .getByRole('link', { name: 'Add workload orders to tenant payments' })
    .waitFor();
  const waiting = () =>
    untilItSays(
      applicationOf(page, 'payments--orders', 'local'),
      'Degraded',
      /ExternalSecret orders--/,
    );
  await lookEveryWay('10-waiting', waiting);

  for (const environment of environments) {
    for (const secret of secrets) {
      const path = `tenant-payments/orders/${secret}`;
      await tellSandbox(sandbox, 'secret', { environment, path });
    }
  }
  for (const environment of environments) {
    await untilItSays(
      applicationOf(page, 'payments--orders', environment),
      'Healthy',
      'Synced',
    );
  }

  await page.goto('/catalog/payments/component/orders');
  const card = () =>
    page
      .getByRole('list', { name: 'Applications' })
      .getByText('Healthy')
      .first()
      .waitFor();
  await card();
  await lookEveryWay('10-card', card);
}
