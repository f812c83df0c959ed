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

export async function run({ page, look, lookEveryWay, sandbox }) {
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

  const asked = askedOfClusters(page);
  await page.goto('/catalog/payments/component/orders');
  const card = () =>
    page
      .getByRole('list', { name: 'Applications' })
      .getByText('Healthy')
      .first()
      .waitFor();
  await card();
  await lookEveryWay('10-card', card);
  if (asked().length > 0) {
    throw new Error(`the overview asks clusters: ${asked().join(', ')}`);
  }

  // Pods are asked of the clusters by who opens their tab.
  await page.getByText('Kubernetes', { exact: true }).click();
  await page.getByRole('heading', { name: 'Your Clusters' }).waitFor();
  const clusters = environments.length - 1;
  await page
    .getByText(/^[1-9]\d* pods?$/)
    .nth(clusters)
    .waitFor();
  await page.getByText('No pods with errors').nth(clusters).waitFor();
  await look('10-pods');
}

/** What the Kubernetes tab asks its backend from now on. */
function askedOfClusters(page) {
  const paths = [];
  page.on('request', request => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/kubernetes/')) paths.push(pathname);
  });
  return () => paths;
}
