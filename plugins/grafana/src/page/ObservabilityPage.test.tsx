import { grafanaSignalChannel } from '@idp/plugin-grafana-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { alerts, list, row, rule } from '../__testUtils__/fixtures';
import {
  address,
  expectAccessible,
  fakeApi,
  fakeSignals,
  refusal,
  renderOnEntity,
  renderPlugin,
} from '../__testUtils__/renderPlugin';
import { ObservabilityPage } from './ObservabilityPage';

const orders = 'component:payments/orders';

describe('the page of all alerts', () => {
  it('has them by whose they are, and leads to each entity', async () => {
    const api = fakeApi({
      listAlerts: async () =>
        list([
          row(orders),
          row('component:search/index', { id: 'b', name: 'Slow' }),
          row('system:default/payments', { id: 'c', name: 'Quota' }),
        ]),
    });
    const { container } = renderPlugin('/observability', { api });
    const payments = within(
      await screen.findByRole('region', { name: /^payments/ }),
    );
    expect(payments.getByRole('heading')).toHaveTextContent('2 alerts');
    expect(
      payments.getByRole('link', { name: 'payments/orders' }),
    ).toHaveAttribute('href', '/catalog/payments/component/orders');
    expect(payments.getByText('Quota')).toBeInTheDocument();
    expect(screen.getByRole('region', { name: /^search/ })).toHaveTextContent(
      'Slow',
    );
    expect(api.listAlerts.mock.calls[0][0]!.state).toEqual([
      'firing',
      'error',
      'pending',
    ]);
    await expectAccessible(container);
  });

  it('reads more pages on a press, and again on a signal', async () => {
    const sent = fakeSignals();
    const api = fakeApi({
      listAlerts: async query =>
        query?.cursor
          ? list([row('component:search/index', { id: 'b' })])
          : list([row(orders)], { nextCursor: 'more' }),
    });
    renderPlugin('/observability', { api, signals: sent });
    await screen.findByRole('region', { name: /^payments/ });
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    expect(
      await screen.findByRole('region', { name: /^search/ }),
    ).toBeInTheDocument();
    const before = api.listAlerts.mock.calls.length;
    await act(async () => sent.send(grafanaSignalChannel));
    await screen.findByRole('region', { name: /^search/ });
    await act(async () => {
      await new Promise<void>(resolve => {
        const look = () =>
          api.listAlerts.mock.calls.length > before
            ? resolve()
            : setTimeout(look, 20);
        look();
      });
    });
  });

  it('is narrowed by state, in the address', async () => {
    const api = fakeApi({ listAlerts: async () => list([]) });
    renderPlugin('/observability?state=silenced', { api });
    expect(
      await screen.findByText('No alert rule is known yet'),
    ).toBeInTheDocument();
    expect(api.listAlerts.mock.calls[0][0]!.state).toEqual(['silenced']);
    expect(address.current).toBe('/observability?state=silenced');
  });

  it('says that all is quiet, and that it could not be asked', async () => {
    let answer = async () => list([], { counts: { normal: 40 } });
    const api = fakeApi({ listAlerts: () => answer() });
    const { unmount } = renderPlugin('/observability', { api });
    expect(await screen.findByText('No alert is firing')).toBeInTheDocument();
    expect(screen.getByText('40 normal')).toBeInTheDocument();
    unmount();
    answer = async () => {
      throw refusal(500, 'Out of order.');
    };
    renderPlugin('/observability', { api });
    expect(
      await screen.findByText('The alerts could not be listed'),
    ).toBeInTheDocument();
  });

  it('has the platform’s own alerts and dashboards where it is said what that is', async () => {
    const api = fakeApi({
      getAlerts: async () => alerts([rule({ name: 'PortalDown' })]),
    });
    const { container } = renderOnEntity(
      <ObservabilityPage platform="system:default/platform" />,
      { api },
    );
    expect(await screen.findByText('PortalDown')).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'Web service in local' }),
    ).toBeInTheDocument();
    expect(api.getAlerts).toHaveBeenCalledWith('system:default/platform');
    expect(api.getDashboards).toHaveBeenCalledWith('system:default/platform');
    expect(container.querySelectorAll('h2').length).toBeGreaterThan(1);
  });
});
