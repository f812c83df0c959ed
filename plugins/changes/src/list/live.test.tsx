import { AGAIN_MS, JITTER_MS, POLL_MS } from '@idp/live-react';
import { changesSignalChannel } from '@idp/plugin-changes-common';
import { act, fireEvent, screen } from '@testing-library/react';
import { change, freshness } from '../__testUtils__/fixtures';
import {
  fakeApi,
  fakeSignals,
  renderPlugin,
} from '../__testUtils__/renderPlugin';

const pass = (ms: number) => act(async () => jest.advanceTimersByTime(ms));
/** Lazy parts and answers arrive in several turns of the queue. */
const settle = async () => {
  for (let turn = 0; turn < 50; turn++) await pass(1);
};

describe('an open page', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const growing = () => {
    let reads = 0;
    return fakeApi({
      listChanges: async () => ({
        items: [change({ title: `Read ${++reads}` })],
        freshness,
      }),
    });
  };

  it('reads again on a signal, and 2 s later, and keeps what it shows meanwhile', async () => {
    const signals = fakeSignals();
    const api = growing();
    renderPlugin('/changes', { api, signals });
    await settle();
    expect(screen.getByText('Read 1')).toBeInTheDocument();

    let answer: (value: any) => void = () => {};
    api.listChanges.mockImplementationOnce(
      () => new Promise(resolve => (answer = resolve)),
    );
    await act(async () => signals.send(changesSignalChannel));
    await pass(JITTER_MS);
    expect(api.listChanges).toHaveBeenCalledTimes(2);
    expect(screen.getByText('Read 1')).toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'Changes' })).not.toHaveAttribute(
      'aria-busy',
    );
    await act(async () =>
      answer({ items: [change({ title: 'Merged by Kim' })], freshness }),
    );
    expect(screen.getByText('Merged by Kim')).toBeInTheDocument();
    await pass(AGAIN_MS + JITTER_MS);
    expect(screen.getByText('Read 2')).toBeInTheDocument();
  });

  it('reads again when it is looked at, and when the network is back', async () => {
    const api = growing();
    renderPlugin('/changes', { api, signals: fakeSignals() });
    await settle();
    await act(async () => void fireEvent.focus(window));
    expect(screen.getByText('Read 2')).toBeInTheDocument();
    await act(async () => void fireEvent(window, new Event('online')));
    expect(screen.getByText('Read 3')).toBeInTheDocument();
  });

  it('reads every 30 s where there are no signals, and keeps what it has when that fails', async () => {
    const api = growing();
    renderPlugin('/changes', { api });
    await settle();
    await pass(POLL_MS);
    expect(screen.getByText('Read 2')).toBeInTheDocument();
    api.listChanges.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await pass(POLL_MS);
    expect(screen.getByText('Read 2')).toBeInTheDocument();
    expect(
      screen.getByText('What you see may be out of date'),
    ).toBeInTheDocument();
    await pass(POLL_MS);
    expect(screen.getByText('Read 3')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('leaves nothing behind', async () => {
    const api = growing();
    const { unmount } = renderPlugin('/changes', { api });
    await settle();
    unmount();
    jest.advanceTimersByTime(10 * POLL_MS);
    fireEvent.focus(window);
    expect(api.listChanges).toHaveBeenCalledTimes(1);
  });
});
