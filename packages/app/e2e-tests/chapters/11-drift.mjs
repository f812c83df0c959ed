import { untilItSays } from '../lib/applications.mjs';
import { tellSandbox } from '../lib/sandbox.mjs';

export const title =
  'A change by hand is seen as a difference, and Argo CD reverts it';

export async function run({ page, look, lookEveryWay, sandbox }) {
  await page.goto(
    '/catalog/payments/component/orders/argocd/local/argocd/payments--orders',
  );
  const head = page.getByRole('main');
  await page
    .getByRole('heading', { name: /payments--orders/ })
    .first()
    .waitFor();
  await untilItSays(head, 'Synced');
  const graph = () =>
    page.getByText('orders--database', { exact: true }).first().waitFor();
  await graph();
  await lookEveryWay('11-resources', graph);

  await tellSandbox(sandbox, 'drift', {
    environment: 'local',
    workload: 'payments/orders',
    field: 'spec.replicas',
    value: 5,
    holdSeconds: 20,
  });
  await untilItSays(head, 'Out of sync');
  await page.getByRole('tab', { name: 'Differences' }).click();
  await page.getByText(/replicas: 5/).waitFor();
  await page.getByText(/replicas: 1/).waitFor();
  await look('11-difference');
  await untilItSays(head, 'Synced', 'The cluster is as Git says.');
}
