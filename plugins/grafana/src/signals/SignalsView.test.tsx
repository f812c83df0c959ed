import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  marker,
  markers,
  series,
  signal,
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
import { SignalsView } from './SignalsView';

const show = (api = fakeApi(), path = '') =>
  renderOnEntity(
    <>
      <h2>Golden signals</h2>
      <SignalsView entityRef="component:payments/orders" />
    </>,
    { api, path },
  );

const chart = (title: string) => screen.findByRole('figure', { name: title });

describe('the golden signals of an entity', () => {
  it('are a chart each, of the last hour and all environments, by one question each', async () => {
    const api = fakeApi();
    const { container } = show(api);
    for (const title of ['Requests', 'Errors', 'Duration', 'Memory']) {
      expect(await chart(title)).toBeInTheDocument();
    }
    expect(api.getSignal).toHaveBeenCalledTimes(4);
    const [ref, query] = api.getSignal.mock.calls[0];
    expect(ref).toBe('component:payments/orders');
    expect(query).toMatchObject({
      panel: 'rate',
      environment: ['local', 'eks'],
    });
    expect(Date.parse(query.to) - Date.parse(query.from)).toBe(3_600_000);
    await expectAccessible(container);
  });

  it('are of the range and the environments that the address names', async () => {
    const api = fakeApi();
    show(
      api,
      '?from=2026-03-10T10:00:00Z&to=2026-03-10T16:00:00Z&environment=eks',
    );
    await chart('Requests');
    expect(api.getSignal.mock.calls[0][1]).toEqual({
      panel: 'rate',
      from: '2026-03-10T10:00:00.000Z',
      to: '2026-03-10T16:00:00.000Z',
      environment: ['eks'],
    });
  });

  it('follow the range that one chooses, into the address', async () => {
    const api = fakeApi();
    show(api, '?environment=eks');
    await chart('Requests');
    await userEvent.click(screen.getByRole('radio', { name: 'Last 6 hours' }));
    expect(address.current).toMatch(/\?environment=eks&range=6h$/);
    await waitFor(() => expect(api.getSignal).toHaveBeenCalledTimes(8));
    const { from, to } = api.getSignal.mock.calls[7][1];
    expect(Date.parse(to) - Date.parse(from)).toBe(6 * 3_600_000);
  });

  it('refuse a range that ends before it begins, and one that is too long', async () => {
    const api = fakeApi();
    show(api, '?from=2026-03-10T10:00:00Z&to=2026-03-10T16:00:00Z');
    await chart('Requests');
    const from = screen.getByLabelText('From');
    expect(from).toHaveValue('2026-03-10T10:00');
    await userEvent.clear(from);
    await userEvent.type(from, '2026-03-11T10:00');
    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The range has to end after it begins.',
    );
    await userEvent.clear(from);
    await userEvent.type(from, '2016-03-10T10:00');
    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    expect(screen.getByRole('alert')).toHaveTextContent(
      'At most 31 days can be shown at once.',
    );
    expect(api.getSignal).toHaveBeenCalledTimes(4);
    await userEvent.clear(from);
    await userEvent.type(from, '2026-03-10T11:00');
    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    await waitFor(() => expect(api.getSignal).toHaveBeenCalledTimes(8));
    expect(api.getSignal.mock.calls[7][1].from).toBe(
      '2026-03-10T11:00:00.000Z',
    );
  });

  it('compare the environments that one chooses', async () => {
    const api = fakeApi();
    show(api);
    await chart('Requests');
    await userEvent.click(screen.getByRole('button', { name: 'local' }));
    expect(address.current).toMatch(/\?environment=eks$/);
    await waitFor(() =>
      expect(api.getSignal.mock.lastCall![1].environment).toEqual(['eks']),
    );
  });

  it('mark deployments, and lead to the change that brought each', async () => {
    const api = fakeApi({
      getMarkers: async () =>
        markers([marker(), marker({ environment: 'eks', label: '1.5.0' })]),
    });
    const { container } = show(api);
    await chart('Requests');
    const deployments = within(
      await screen.findByRole('list', { name: 'Deployments in this range' }),
    );
    expect(
      deployments.getAllByRole('link', { name: 'Release orders 1.6.0' })[0],
    ).toHaveAttribute('href', '/changes/7');
    await waitFor(() =>
      expect(container.querySelectorAll('[data-mark]').length).toBe(8),
    );
  });

  it('say of one Prometheus that it is silent since when, and show the other', async () => {
    const api = fakeApi({
      getSignals: async () =>
        signals({
          sources: [signals().sources[0], { ...stale('prometheus', 'eks') }],
        }),
      getSignal: async () =>
        signal({
          series: [series('2xx', [1, 2, 3, 4, 5])],
          sources: [stale('prometheus', 'eks')],
        }),
    });
    show(api);
    const figure = await chart('Requests');
    expect(screen.getByText('1 source does not answer')).toBeInTheDocument();
    expect(screen.getByText(/2 hours ago/)).toBeInTheDocument();
    expect(screen.getAllByText(/Prometheus of eks/).length).toBeGreaterThan(1);
    expect(
      within(figure).getByRole('button', { name: /2xx/ }),
    ).toBeInTheDocument();
  });

  it('say what went wrong with one chart, and try again, beside the others', async () => {
    let down = true;
    const api = fakeApi({
      getSignal: async (_, { panel }) => {
        if (panel === 'errors' && down) throw refusal(503, 'Too busy.');
        return signal({ panel });
      },
    });
    show(api);
    await chart('Requests');
    expect(screen.getByText('Errors could not be read')).toBeInTheDocument();
    expect(screen.getByText('Too busy.')).toBeInTheDocument();
    down = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await chart('Errors')).toBeInTheDocument();
  });

  it('show what is more than is drawn, and where else to ask', async () => {
    show(fakeApi({ getSignal: async () => signal({ cut: { local: 12 } }) }));
    await chart('Requests');
    expect(
      screen.getAllByText('local: 12 more lines are not shown.'),
    ).toHaveLength(4);
    expect(
      screen.getByRole('link', {
        name: 'Explore local in Grafana: Requests',
      }),
    ).toHaveAttribute('href', 'https://grafana.example.com/explore?left=1');
  });

  it('of a tenant are one line a workload, of one environment', async () => {
    const api = fakeApi({
      getSignals: async () => signals({ kind: 'tenant' }),
    });
    show(api);
    await chart('Requests');
    expect(api.getSignal.mock.calls[0][1].environment).toEqual(['local']);
    expect(screen.getAllByText('By workload')).toHaveLength(4);
  });

  it('say which annotation is missing', async () => {
    const { container } = show(
      fakeApi({ getSignals: async () => signals({ panels: [] }) }),
    );
    expect(
      await screen.findByRole('region', { name: 'Annotation to add' }),
    ).toHaveTextContent('grafana/namespace: my-namespace');
    await expectAccessible(container);
  });

  it('tell who may not see them whom to ask', async () => {
    const { unmount } = show(
      fakeApi({
        getSignals: async () =>
          signals({ permissions: { signals: false, logs: true } }),
      }),
    );
    expect(
      await screen.findByText('You may not see what is measured of this'),
    ).toBeInTheDocument();
    unmount();
    show(
      fakeApi({
        getSignals: async () => {
          throw refusal(403);
        },
      }),
    );
    expect(
      await screen.findByText('You may not see what is measured of this'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});
