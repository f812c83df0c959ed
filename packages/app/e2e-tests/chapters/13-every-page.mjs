export const title =
  'Every page, light and dark, wide and narrow, without serious violations';

export async function run({ page, lookEveryWay, facts }) {
  const pages = [
    ['home', '/', () => page.getByRole('link', { name: 'Onboard a tenant' })],
    [
      'changes-empty',
      '/changes',
      () => page.getByText('No open changes').first(),
    ],
    [
      'changes-all',
      '/changes?state=all',
      () => page.getByRole('link', { name: 'Onboard tenant payments' }),
    ],
    [
      'change-merged',
      `/changes/${facts.workloadChange}`,
      () => page.getByText('ghcr.io/acme/orders:1.5.0').first(),
    ],
    [
      'change-missing',
      '/changes?q=nothing-like-this',
      () => page.getByText('No change fits the filters'),
    ],
    [
      'golden-paths',
      '/create',
      () => page.getByRole('heading', { name: 'Onboard a tenant' }),
    ],
    [
      'form',
      '/create/templates/default/add-secret',
      () => page.getByRole('button', { name: 'Next' }),
    ],
    [
      'catalog',
      '/catalog?filters[kind]=component',
      () =>
        page.locator('a[href="/catalog/payments/component/orders"]').first(),
    ],
    [
      'workload-changes',
      '/catalog/payments/component/orders/changes',
      () => page.getByRole('heading', { name: /changes/i }).first(),
    ],
    [
      'workload-applications',
      '/catalog/payments/component/orders/argocd',
      () => page.getByRole('region', { name: 'payments--orders local' }),
    ],
    [
      'workload-history',
      '/catalog/payments/component/orders/argocd/local/argocd/payments--orders/history',
      () => page.getByRole('checkbox', { name: /Compare deployment/ }).first(),
    ],
    [
      'tenant-applications',
      '/catalog/default/system/payments/argocd',
      () => page.getByRole('region', { name: 'tenant--payments local' }),
    ],
    [
      'applications',
      '/argocd',
      () => page.getByText('payments--orders').first(),
    ],
  ];
  for (const [name, address, shown] of pages) {
    await page.goto(address);
    await shown().waitFor();
    await lookEveryWay(`13-${name}`, () => shown().waitFor());
  }
}
