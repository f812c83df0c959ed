import { FlatRoutes } from '@backstage/core-app-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route } from 'react-router-dom';
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
  await renderInTestApp(
    <TestApiProvider apis={[[argocdApiRef, api]]}>
      <FlatRoutes>
        <Route path="/argocd" element={<ArgoCDPage />} />
        <Route
          path="/card"
          element={
            <EntityProvider entity={orders}>
              <EntityArgoCDCard />
            </EntityProvider>
          }
        />
        <Route
          path="/entity"
          element={
            <EntityProvider entity={orders}>
              <EntityArgoCDContent />
            </EntityProvider>
          }
        />
      </FlatRoutes>
    </TestApiProvider>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      routeEntries: [path],
    },
  );
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
