import { renderInOldApp } from '@idp/testing-react/legacy';
import { screen } from '@testing-library/react';
import { fakeApi, orders } from './__testUtils__/renderPlugin';
import {
  ArgoCDPage,
  argocdApiRef,
  argocdPlugin,
  EntityArgoCDCard,
  EntityArgoCDContent,
  isArgoCDAvailable,
} from './legacy';

async function renderOldApp(path: string) {
  const api = fakeApi();
  await renderInOldApp(path, {
    apis: [[argocdApiRef, api]],
    pages: { '/argocd': <ArgoCDPage /> },
    entity: orders,
    parts: {
      '/card': <EntityArgoCDCard />,
      '/entity': <EntityArgoCDContent />,
    },
  });
  return api;
}

describe('in an app of the old frontend system', () => {
  it('makes the client of the backend', () => {
    expect([...argocdPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.idp-argocd.client',
    ]);
  });

  it('knows which entities say anything of Argo CD', () => {
    expect(isArgoCDAvailable(orders)).toBe(true);
    expect(isArgoCDAvailable({ ...orders, metadata: { name: 'x' } })).toBe(
      false,
    );
  });

  it('shows all Applications', async () => {
    await renderOldApp('/argocd');
    expect(await screen.findByText('orders')).toBeInTheDocument();
  });

  it('shows an entity’s Applications', async () => {
    const api = await renderOldApp('/card');
    expect(await screen.findByText('payments--orders')).toBeInTheDocument();
    expect(api.getEntityApplications).toHaveBeenCalledWith(
      'component:payments/orders',
    );
  });

  it('shows their tab, and the details below it', async () => {
    await renderOldApp('/entity/local/argocd/payments--orders/diff');
    expect(await screen.findByText(/2 objects differ/)).toBeInTheDocument();
  });
});
