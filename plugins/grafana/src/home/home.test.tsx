import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import {
  expectAccessible,
  fakeApi,
  orders,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { FiringAlerts } from './FiringAlerts';

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
      owned('refunds'),
      owned('fine'),
      owned('other', 'group:default/search'),
      { ...owned('library'), metadata: { namespace: 'payments', name: 'lib' } },
    ],
  });

describe('what of one’s own has an alert', () => {
  it('stands on the home page, the worst first, by one question', async () => {
    const api = fakeApi({
      getSummaries: async () => ({
        items: {
          'component:payments/orders': {
            state: 'pending',
            counts: { pending: 1, normal: 2 },
          },
          'component:payments/ledger': {
            state: 'firing',
            counts: { firing: 3 },
          },
          'component:payments/refunds': {
            state: 'firing',
            counts: { firing: 10, pending: 1 },
          },
          'component:payments/fine': { state: 'normal', counts: { normal: 3 } },
        },
        sources: [],
      }),
    });
    const { container } = renderOnEntity(<FiringAlerts />, {
      api,
      catalog: catalog(),
    });
    const links = await screen.findAllByRole('link', { name: /payments\// });
    expect(links.map(link => link.textContent)).toEqual([
      'payments/refunds',
      'payments/ledger',
      'payments/orders',
    ]);
    expect(links[1]).toHaveAttribute(
      'href',
      '/catalog/payments/component/ledger/observability/alerts',
    );
    expect(screen.getByText('3 firing')).toBeInTheDocument();
    expect(screen.queryByText(/normal/)).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All alerts' })).toHaveAttribute(
      'href',
      '/observability',
    );
    expect(api.getSummaries.mock.calls).toEqual([
      [
        [
          'component:payments/orders',
          'component:payments/ledger',
          'component:payments/refunds',
          'component:payments/fine',
        ],
      ],
    ]);
    await expectAccessible(container);
  });

  it('may be nothing, of much or of nothing', async () => {
    const { unmount } = renderOnEntity(<FiringAlerts />, {
      api: fakeApi({
        getSummaries: async () => ({
          items: {
            'component:payments/orders': {
              state: 'silenced',
              counts: { silenced: 1 },
            },
          },
          sources: [],
        }),
      }),
      catalog: catalog(),
    });
    expect(
      await screen.findByText('No alert of what you own is firing.'),
    ).toBeInTheDocument();
    unmount();
    const api = fakeApi();
    renderOnEntity(<FiringAlerts />, {
      api,
      catalog: catalogApiMock({ entities: [] }),
    });
    expect(
      await screen.findByText('Nothing that you own has an alert.'),
    ).toBeInTheDocument();
    expect(api.getSummaries).not.toHaveBeenCalled();
  });
});
