import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { grafanaSignalChannel } from '@idp/plugin-grafana-common';
import {
  ago,
  alert,
  alerts,
  quiet,
  rule,
  stale,
} from '../__testUtils__/fixtures';
import {
  address,
  expectAccessible,
  fakeApi,
  fakeSignals,
  refusal,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { useAlerts } from '../api';
import { AlertsView } from './AlertsView';

const View = () => (
  <>
    <h2>Alerts</h2>
    <AlertsView read={useAlerts('component:payments/orders')} />
  </>
);

const show = (
  answer: ReturnType<typeof alerts>,
  options: Parameters<typeof renderOnEntity>[1] = {},
) =>
  renderOnEntity(<View />, {
    api: fakeApi({ getAlerts: async () => answer }),
    ...options,
  });

const rows = async () =>
  within(await screen.findByRole('list', { name: 'Alert rules' }))
    .getAllByRole('listitem')
    .filter(item => item.hasAttribute('data-state'));

describe('the alerts of an entity', () => {
  it('are its rules, the worst first, those without an alert too', async () => {
    const { container } = show(
      alerts([
        quiet('WorkloadUnavailable'),
        rule({ name: 'Waiting', id: 'w', state: 'pending', alerts: [] }),
        rule(),
      ]),
    );
    const all = await rows();
    expect(all.map(row => row.dataset.state)).toEqual([
      'firing',
      'pending',
      'normal',
    ]);
    expect(all[0]).toHaveTextContent('WorkloadServerErrors');
    expect(all[0]).toHaveTextContent('warning · local · since 2 hours ago');
    expect(all[0]).toHaveTextContent('orders answers 23 %');
    expect(
      within(all[0]).getByRole('link', {
        name: 'Runbook of WorkloadServerErrors',
      }),
    ).toHaveAttribute('href', 'https://portal.example.com/docs/runbook');
    expect(screen.getByText('1 firing')).toBeInTheDocument();
    expect(screen.getByText('1 normal')).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('say in detail for which labels a rule holds, since when, and who silenced it', async () => {
    const { container } = show(
      alerts([
        rule({
          state: 'silenced',
          alerts: [
            alert({
              state: 'silenced',
              silence: { until: ago(-60), by: 'kim', comment: 'planned' },
            }),
          ],
          moreAlerts: 3,
        }),
      ]),
    );
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Details of WorkloadServerErrors',
      }),
    );
    const [row] = await rows();
    expect(row).toHaveTextContent('Holds for 4 sets of labels');
    expect(row).toHaveTextContent('workload=orders');
    expect(row).toHaveTextContent('Value 0.2345');
    expect(row).toHaveTextContent('by kim: planned');
    expect(row).toHaveTextContent('3 more are not shown.');
    expect(row).toHaveTextContent('Answers of the class 5xx');
    await expectAccessible(container);
  });

  it('show what tools and people wrote as plain text, and follow no address but a web one', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const { container } = show(
      alerts([
        rule({
          name: hostile,
          summary: hostile,
          // eslint-disable-next-line no-script-url -- what must not become a link
          runbookUrl: 'javascript:alert(1)',
          url: undefined,
          labels: { [hostile]: hostile },
          alerts: [alert({ labels: { a: hostile }, summary: hostile })],
        }),
      ]),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: `Details of ${hostile}` }),
    );
    expect(container.querySelector('img')).toBeNull();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
    expect((await rows())[0]).toHaveTextContent(`a=${hostile}`);
  });

  it('are narrowed by state, in the address', async () => {
    show(alerts([rule(), quiet('WorkloadUnavailable')]), {
      path: '?state=normal&state=loud',
    });
    const all = await rows();
    expect(all.map(row => row.dataset.state)).toEqual(['normal']);
    await userEvent.click(screen.getByRole('button', { name: /States/ }));
    await userEvent.click(screen.getByRole('option', { name: 'Firing (1)' }));
    await waitFor(() =>
      expect(address.current).toMatch(/\?state=firing&state=normal$/),
    );
  });

  it('say why a rule cannot be evaluated', async () => {
    show(
      alerts([rule({ state: 'error', error: 'unknown metric', alerts: [] })]),
    );
    const [row] = await rows();
    expect(row).toHaveTextContent('Cannot be evaluated');
    await userEvent.click(within(row).getByRole('button'));
    expect(row).toHaveTextContent('unknown metric');
  });

  it('say which source is silent, and keep what it last said', async () => {
    show({ ...alerts(), sources: [stale('alertmanager', 'eks')] });
    expect(await rows()).toHaveLength(1);
    expect(screen.getByText('1 source does not answer')).toBeInTheDocument();
    expect(
      screen.getByText(/Alertmanager of eks: what you see is as of/),
    ).toHaveTextContent('It answered 503.');
  });

  it('name the annotation that is missing', async () => {
    const { container } = show(alerts([]));
    expect(
      await screen.findByRole('region', { name: 'Annotation to add' }),
    ).toHaveTextContent('grafana/alert-label-selector: service=my-service');
    await expectAccessible(container);
  });

  it('are read again on a signal', async () => {
    const sent = fakeSignals();
    let answer = alerts([quiet('WorkloadServerErrors')]);
    renderOnEntity(<View />, {
      api: fakeApi({ getAlerts: async () => answer }),
      signals: sent,
    });
    expect((await rows())[0].dataset.state).toBe('normal');
    answer = alerts();
    await act(async () => sent.send(grafanaSignalChannel));
    await waitFor(async () =>
      expect((await rows())[0].dataset.state).toBe('firing'),
    );
  });

  it('tell who may not see them, and what failed', async () => {
    let error = refusal(403);
    const api = fakeApi({
      getAlerts: async () => {
        throw error;
      },
    });
    const { unmount } = renderOnEntity(<View />, { api });
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    unmount();
    error = refusal(503, 'Starting.');
    renderOnEntity(<View />, { api });
    expect(
      await screen.findByText('The alerts could not be read'),
    ).toBeInTheDocument();
    expect(screen.getByText('Starting.')).toBeInTheDocument();
  });
});
