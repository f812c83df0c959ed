import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  alerts,
  dashboard,
  dashboards,
  quiet,
  rule,
  signals,
  stale,
} from '../__testUtils__/fixtures';
import {
  address,
  expectAccessible,
  fakeApi,
  refusal,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { EntityGrafanaCard } from './EntityGrafanaCard';
import { EntityGrafanaContent } from './EntityGrafanaContent';

const showCard = (api = fakeApi()) =>
  renderOnEntity(<EntityGrafanaCard />, { api });

describe('the card of an entity', () => {
  it('counts alerts, says what the last hour came to, and leads to dashboards', async () => {
    const { container } = showCard(
      fakeApi({
        getAlerts: async () => alerts([rule(), quiet('Other')]),
        getDashboards: async () =>
          dashboards({
            overview: dashboard({ uid: 'mine', title: 'Orders' }),
            dashboards: [dashboard()],
          }),
      }),
    );
    expect(await screen.findByText('1 firing')).toBeInTheDocument();
    expect(screen.getByText('1 normal')).toBeInTheDocument();
    expect(
      screen.getByText(/orders answers 23 % of requests/),
    ).toHaveTextContent('local · since 2 hours ago');
    const row = (await screen.findByRole('rowheader', { name: 'Requests' }))
      .parentElement!;
    await waitFor(() => expect(row).toHaveTextContent('16.5 req/s'));
    expect(row).toHaveTextContent('20 req/s');
    expect(
      (await screen.findAllByRole('link', { name: /in local/ })).map(
        link => link.textContent,
      ),
    ).toEqual(['Orders', 'Web service']);
    expect(
      screen.getByRole('link', {
        name: 'Signals, alerts, logs and dashboards',
      }),
    ).toHaveAttribute(
      'href',
      '/catalog/payments/component/orders/observability',
    );
    await expectAccessible(container);
  });

  it('asks for no numbers that one may not see', async () => {
    const api = fakeApi({
      getSignals: async () =>
        signals({ permissions: { signals: false, logs: false } }),
    });
    showCard(api);
    await screen.findByText('1 firing');
    expect(api.getSignal).not.toHaveBeenCalled();
  });

  it('tells who may see nothing of it once', async () => {
    const no = async () => {
      throw refusal(403);
    };
    const { container } = showCard(
      fakeApi({ getAlerts: no, getDashboards: no, getSignals: no }),
    );
    expect(await screen.findAllByText('You may not see this')).toHaveLength(1);
    await expectAccessible(container);
  });

  it('keeps what it shows when a source is silent, and says since when', async () => {
    showCard(
      fakeApi({
        getAlerts: async () => ({
          ...alerts(),
          sources: [stale('prometheus', 'eks')],
        }),
      }),
    );
    expect(await screen.findByText('1 firing')).toBeInTheDocument();
    expect(
      screen.getByText(/Prometheus of eks: what you see is as of/),
    ).toHaveTextContent('2 hours ago');
  });

  it('keeps what it shows when a reading fails', async () => {
    let down = false;
    showCard(
      fakeApi({
        getAlerts: async () => {
          if (down) throw new TypeError('Failed to fetch');
          return alerts();
        },
      }),
    );
    await screen.findByText('1 firing');
    down = true;
    window.dispatchEvent(new Event('focus'));
    expect(
      await screen.findByText('What you see may be out of date'),
    ).toBeInTheDocument();
    expect(screen.getByText('1 firing')).toBeInTheDocument();
  });

  it('says that nothing watches over it', async () => {
    showCard(fakeApi({ getAlerts: async () => alerts([]) }));
    expect(
      await screen.findByText('No alert watches over this.'),
    ).toBeInTheDocument();
  });
});

describe('the tab of an entity', () => {
  const show = (path: string, api = fakeApi()) =>
    renderOnEntity(<EntityGrafanaContent />, { api, path });

  it('begins with the signals, and says in its tabs how many alerts there are', async () => {
    const { container } = show('');
    expect(
      await screen.findByRole('figure', { name: 'Requests' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Alerts (1)' })).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('goes from view to view with what one looks at, in the address', async () => {
    show('/signals?range=6h&environment=eks');
    await screen.findByRole('figure', { name: 'Requests' });
    await userEvent.click(screen.getByRole('tab', { name: 'Logs' }));
    expect(address.current).toBe(
      '/catalog/payments/component/orders/observability/logs?range=6h&environment=eks',
    );
    expect(
      await screen.findByRole('listbox', { name: 'Lines of eks' }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Dashboards' }));
    const link = within(
      await screen.findByRole('list', { name: 'Dashboards' }),
    ).getByRole('link');
    expect(link.getAttribute('href')).toContain('from=now-6h');
  });
});
