import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { dashboard, dashboards } from '../__testUtils__/fixtures';
import {
  expectAccessible,
  fakeApi,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { DashboardsView } from './DashboardsView';

const show = (
  fields: Parameters<typeof dashboards>[0],
  { embed = false, path = '' } = {},
) =>
  renderOnEntity(
    <>
      <h2>Dashboards</h2>
      <DashboardsView entityRef="component:payments/orders" embed={embed} />
    </>,
    { api: fakeApi({ getDashboards: async () => dashboards(fields) }), path },
  );

const overview = dashboard({ uid: 'mine', title: 'Orders' });

describe('the dashboards of an entity', () => {
  it('lead into Grafana with variables and the range that one looks at', async () => {
    const { container } = show(
      {
        overview,
        dashboards: [
          overview,
          dashboard(),
          dashboard({
            uid: 'bare',
            title: 'Bare',
            url: undefined,
            folder: undefined,
            because: 'selector',
          }),
        ],
        moreDashboards: 7,
      },
      { path: '?range=24h' },
    );
    const link = await screen.findByRole('link', {
      name: 'Web service in local',
    });
    expect(link).toHaveAttribute(
      'href',
      'https://grafana.example.com/d/blueprint-web-service?var-workload=orders&from=now-24h&to=now',
    );
    expect(link).toHaveAttribute('target', '_blank');
    expect(
      screen.getAllByRole('link', { name: 'Orders in local' }),
    ).toHaveLength(1);
    expect(screen.getByText('Bare').closest('a')).toBeNull();
    expect(screen.getByText(/No folder · Selector/)).toBeInTheDocument();
    expect(screen.getAllByText(/Updated/)[0]).toHaveTextContent('3 days ago');
    expect(screen.getByText('7 more are not shown.')).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('are shown within the page only where that is wanted, and only when one asks', async () => {
    const { unmount } = show({ overview });
    await screen.findByRole('link', { name: 'Orders in local' });
    expect(
      screen.queryByRole('button', { name: 'Show here' }),
    ).not.toBeInTheDocument();
    unmount();
    show({ overview }, { embed: true, path: '?range=6h' });
    const button = await screen.findByRole('button', { name: 'Show here' });
    expect(document.querySelector('iframe')).toBeNull();
    await userEvent.click(button);
    const frame = screen.getByTitle('Orders, from Grafana');
    const address = new URL(frame.getAttribute('src')!);
    expect(address.searchParams.get('from')).toBe('now-6h');
    expect(address.searchParams.has('kiosk')).toBe(true);
    expect(address.searchParams.get('theme')).toBe(
      document.body.dataset.themeMode,
    );
  });

  it('name the annotations that would bring some', async () => {
    const { container } = show({ dashboards: [] });
    expect(
      await screen.findByRole('region', { name: 'Annotation to add' }),
    ).toHaveTextContent('grafana/dashboard-selector: my-tag');
    expect(screen.getByText('grafana/dashboard-uid')).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('say what is wrong with the annotations', async () => {
    show({ problems: ['The annotation grafana/dashboard-uid is no uid.'] });
    expect(
      await screen.findByText(/grafana\/dashboard-uid is no uid/),
    ).toBeInTheDocument();
  });

  it('lead nowhere but to the web', async () => {
    show({
      // eslint-disable-next-line no-script-url -- what must not become a link
      dashboards: [dashboard({ url: 'javascript:alert(1)' })],
    });
    expect((await screen.findByText('Web service')).closest('a')).toBeNull();
  });
});
