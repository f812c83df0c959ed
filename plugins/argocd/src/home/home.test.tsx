import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import {
  expectAccessible,
  fakeApi,
  orders,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { BrokenApplications } from './BrokenApplications';

const owned = (name: string, owner = 'group:default/payments') => ({
  ...orders,
  metadata: { ...orders.metadata, name },
  relations: [{ type: 'ownedBy', targetRef: owner }],
});

const catalog = () =>
  catalogApiMock({
    entities: [
      owned('orders'),
      owned('ledger'),
      owned('other', 'group:default/search'),
      { ...owned('library'), metadata: { namespace: 'payments', name: 'lib' } },
    ],
  });

const state = (health: string, sync = 'Synced') => ({
  applications: 1,
  health,
  sync,
});

describe('what of one’s own needs a look', () => {
  it('is what is broken or differs from Git, worst first, in one question', async () => {
    const api = fakeApi({
      getSummaries: async () => ({
        items: {
          'component:payments/orders': state('Healthy', 'OutOfSync'),
          'component:payments/ledger': state('Degraded'),
        } as any,
      }),
    });
    const { container } = renderOnEntity(<BrokenApplications />, {
      api,
      catalog: catalog(),
    });
    const links = await screen.findAllByRole('link', { name: /payments\// });
    expect(links.map(link => link.textContent)).toEqual([
      'payments/ledger',
      'payments/orders',
    ]);
    expect(links[0]).toHaveAttribute(
      'href',
      '/catalog/payments/component/ledger/argocd',
    );
    expect(api.getSummaries.mock.calls).toEqual([
      [['component:payments/orders', 'component:payments/ledger']],
    ]);
    await expectAccessible(container);
  });

  it('may be nothing, of much or of nothing', async () => {
    const { unmount } = renderOnEntity(<BrokenApplications />, {
      api: fakeApi({
        getSummaries: async () => ({
          items: { 'component:payments/orders': state('Healthy') } as any,
        }),
      }),
      catalog: catalog(),
    });
    expect(
      await screen.findByText(/All that you own is healthy/),
    ).toBeInTheDocument();
    unmount();
    const api = fakeApi();
    renderOnEntity(<BrokenApplications />, {
      api,
      catalog: catalogApiMock({ entities: [] }),
    });
    expect(
      await screen.findByText(/Nothing that you own is deployed/),
    ).toBeInTheDocument();
    expect(api.getSummaries).not.toHaveBeenCalled();
  });
});
