import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { line, lines, logs, signals, stale } from '../__testUtils__/fixtures';
import {
  address,
  expectAccessible,
  fakeApi,
  refusal,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { LogsView } from './LogsView';
import { FOLLOW_MS } from './useTail';

const show = (api = fakeApi(), path = '') =>
  renderOnEntity(
    <>
      <h2>Logs</h2>
      <LogsView entityRef="component:payments/orders" />
    </>,
    { api, path },
  );

const list = () => screen.findByRole('listbox', { name: 'Lines of local' });

describe('the logs of an entity', () => {
  it('are the last lines of one environment, each with time and level', async () => {
    const api = fakeApi({
      getLogs: async () =>
        logs({ lines: [line(1), line(2, { level: 'error', text: 'boom' })] }),
    });
    const { container } = show(api);
    const options = within(await list()).getAllByRole('option');
    expect(options[1]).toHaveTextContent('03/10, 10:00:02.000Errorboom');
    const [ref, query] = api.getLogs.mock.calls[0];
    expect(ref).toBe('component:payments/orders');
    expect(query).toMatchObject({ environment: 'local', limit: 500 });
    expect(Date.parse(query.to!) - Date.parse(query.from!)).toBe(3_600_000);
    expect(
      screen.getByRole('link', { name: 'Open in Explore' }),
    ).toHaveAttribute('href', 'https://grafana.example.com/explore?left=2');
    expect(screen.getByText('2 lines')).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('are asked for by what the address says', async () => {
    const api = fakeApi({
      getLogs: async () => logs({ lines: lines(1) }),
    });
    show(
      api,
      '?environment=eks&q=time%20out&level=error&from=2026-03-10T10:00:00Z&to=2026-03-10T11:00:00Z',
    );
    await screen.findByRole('listbox', { name: 'Lines of eks' });
    expect(api.getLogs.mock.calls[0][1]).toEqual({
      environment: 'eks',
      limit: 500,
      search: 'time out',
      level: ['error'],
      from: '2026-03-10T10:00:00.000Z',
      to: '2026-03-10T11:00:00.000Z',
    });
    expect(screen.getByRole('button', { name: 'Follow' })).toBeDisabled();
  });

  it('are searched as one types, in the address', async () => {
    const api = fakeApi();
    show(api);
    await list();
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search in lines' }),
      'GET "x"',
    );
    await waitFor(() =>
      expect(api.getLogs.mock.lastCall![1].search).toBe('GET "x"'),
    );
    expect(new URLSearchParams(address.current.split('?')[1]).get('q')).toBe(
      'GET "x"',
    );
  });

  it('are text, whatever they hold, in the list and below it', async () => {
    const hostile = '<img src=x onerror=alert(1)>\u202Etxt';
    const { container } = show(
      fakeApi({
        getLogs: async () => logs({ lines: [line(1, { text: hostile })] }),
      }),
    );
    await userEvent.click(within(await list()).getByRole('option'));
    const chosen = [screen.getByRole('region', { name: 'The chosen line' })];
    expect(chosen[0]).toHaveTextContent('<img src=x onerror=alert(1)>');
    expect(chosen[0]).toHaveTextContent('orders-7d9f-x2x4z');
    expect(container.querySelector('img')).toBeNull();
    await expectAccessible(container);
  });

  it('are drawn only where they are seen, and chosen with the keys', async () => {
    show(
      fakeApi({ getLogs: async () => logs({ lines: lines(500), more: true }) }),
    );
    const box = await list();
    const drawn = () => within(box).getAllByRole('option');
    expect(drawn().length).toBeLessThan(60);
    expect(drawn()[0]).toHaveAttribute('aria-setsize', '500');
    expect(
      screen.getByText(/There are older lines in this range/),
    ).toBeInTheDocument();
    box.focus();
    await userEvent.keyboard('{Home}{ArrowDown}');
    const chosen = within(box).getByRole('option', { selected: true });
    expect(chosen).toHaveAttribute('aria-posinset', '2');
    expect(box).toHaveAttribute('aria-activedescendant', chosen.id);
  });

  it('say which level of permission is missing', async () => {
    const { unmount } = show(
      fakeApi({
        getSignals: async () =>
          signals({
            logEnvironments: [],
            permissions: { signals: true, logs: false },
          }),
      }),
    );
    expect(
      await screen.findByText('You may not read the logs of this'),
    ).toBeInTheDocument();
    unmount();
    show(
      fakeApi({
        getLogs: async () => {
          throw refusal(403);
        },
      }),
    );
    expect(
      await screen.findByText('You may not read the logs of this'),
    ).toBeInTheDocument();
  });

  it('say that there is no Loki, no line, and that Loki is silent', async () => {
    const { unmount } = show(
      fakeApi({ getSignals: async () => signals({ logEnvironments: [] }) }),
    );
    expect(
      await screen.findByText('No Loki is configured'),
    ).toBeInTheDocument();
    unmount();
    show(
      fakeApi({
        getLogs: async () =>
          logs({ lines: [], sources: [stale('loki', 'local')] }),
      }),
    );
    expect(
      await screen.findByText('No line in this range'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Loki of local: what you see/)).toHaveTextContent(
      'It answered 503.',
    );
  });

  it('say what failed, and try again', async () => {
    let down = true;
    show(
      fakeApi({
        getLogs: async () => {
          if (down) throw refusal(429, 'Too many questions.');
          return logs();
        },
      }),
    );
    expect(
      await screen.findByText('The lines could not be read'),
    ).toBeInTheDocument();
    down = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await list()).toBeInTheDocument();
  });
});

describe('following', () => {
  it('asks for what came since, until one pauses', async () => {
    let next = 3;
    const api = fakeApi({
      getLogs: async (_, { after }) =>
        after
          ? logs({ lines: lines(2, (next += 2) - 2), cursor: `c${next}` })
          : logs({ lines: lines(3), cursor: 'c3' }),
    });
    show(api);
    await list();
    jest.useFakeTimers();
    try {
      const pass = () =>
        act(async () => jest.advanceTimersByTimeAsync(FOLLOW_MS));
      await pass();
      expect(api.getLogs).toHaveBeenCalledTimes(1);
      fireEvent.click(screen.getByRole('button', { name: 'Follow' }));
      await pass();
      await pass();
      expect(
        api.getLogs.mock.calls.slice(1).map(([, { after }]) => after),
      ).toEqual(['c3', 'c5']);
      expect(screen.getByText(/7 lines/)).toHaveTextContent(
        'New lines are shown as they come.',
      );
      fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
      await pass();
      expect(api.getLogs).toHaveBeenCalledTimes(3);
    } finally {
      jest.useRealTimers();
    }
  });

  it('goes on after a question that failed', async () => {
    const api = fakeApi({
      getLogs: async (_, { after }) => {
        if (!after) return logs({ cursor: 'a' });
        if (api.getLogs.mock.calls.length === 2) throw refusal(503);
        return logs({ lines: lines(1, 9), cursor: 'b' });
      },
    });
    show(api);
    await list();
    jest.useFakeTimers();
    try {
      fireEvent.click(screen.getByRole('button', { name: 'Follow' }));
      await act(async () => jest.advanceTimersByTimeAsync(FOLLOW_MS));
      expect(
        screen.getByText(/New lines could not be read/),
      ).toBeInTheDocument();
      await act(async () => jest.advanceTimersByTimeAsync(FOLLOW_MS));
      expect(screen.getByText(/4 lines/)).not.toHaveTextContent(
        'could not be read',
      );
    } finally {
      jest.useRealTimers();
    }
  });
});
