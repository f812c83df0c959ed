import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { fakeSignals, type FakeSignals } from '@idp/testing-react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { Time } from './Time';
import { AGAIN_MS, JITTER_MS } from './RereadTimer';
import { useLiveRead } from './useLiveRead';
import { LISTENS_AFTER_MS, POLL_MS, SAFETY_POLL_MS } from './useReread';

const Page = ({ read }: { read: () => Promise<string> }) => {
  const { value } = useLiveRead('pears', 'key', read);
  return <p>{value}</p>;
};

const pass = (ms: number) => act(async () => jest.advanceTimersByTime(ms));

async function show(signals?: FakeSignals) {
  let reads = 0;
  const read = jest.fn(async () => `read ${++reads}`);
  const { unmount } = render(
    <TestApiProvider
      apis={signals ? ([[signalApiRef, signals.api]] as any) : []}
    >
      <Page read={read} />
    </TestApiProvider>,
  );
  await pass(0);
  return { read, unmount };
}

describe('useLiveRead', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('reads again on a signal of its channel, and 2 s later, and on no other', async () => {
    const signals = fakeSignals();
    const { read } = await show(signals);
    expect(screen.getByText('read 1')).toBeInTheDocument();
    await act(async () => signals.send('apples'));
    await pass(JITTER_MS + AGAIN_MS);
    expect(read).toHaveBeenCalledTimes(1);
    await act(async () => signals.send('pears'));
    await pass(JITTER_MS);
    expect(screen.getByText('read 2')).toBeInTheDocument();
    await pass(AGAIN_MS);
    expect(screen.getByText('read 3')).toBeInTheDocument();
  });

  it('polls only where there are no signals', async () => {
    const { read } = await show();
    await pass(POLL_MS);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('reads once more when its socket is open, as nobody told it what changed before that', async () => {
    const { read } = await show(fakeSignals());
    await pass(LISTENS_AFTER_MS - 1);
    expect(read).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(screen.getByText('read 2')).toBeInTheDocument();
  });

  it('finds the socket open where another page has listened before', async () => {
    const signals = fakeSignals();
    const { unmount } = await show(signals);
    unmount();
    await pass(LISTENS_AFTER_MS - 1);
    const early = await show(signals);
    await pass(1);
    expect(early.read).toHaveBeenCalledTimes(2);
    early.unmount();
    const late = await show(signals);
    await pass(LISTENS_AFTER_MS);
    expect(late.read).toHaveBeenCalledTimes(1);
  });

  it('reads rarely by the clock where there are signals', async () => {
    const { read } = await show(fakeSignals());
    await pass(LISTENS_AFTER_MS);
    expect(read).toHaveBeenCalledTimes(2);
    await pass(SAFETY_POLL_MS - LISTENS_AFTER_MS - 1);
    expect(read).toHaveBeenCalledTimes(2);
    await pass(1);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('reads when it is looked at and when the network is back, and no more once it is gone', async () => {
    const { read, unmount } = await show(fakeSignals());
    await act(async () => void fireEvent.focus(window));
    await act(async () => void fireEvent(window, new Event('online')));
    expect(read).toHaveBeenCalledTimes(3);
    unmount();
    fireEvent.focus(window);
    jest.advanceTimersByTime(10 * POLL_MS);
    expect(read).toHaveBeenCalledTimes(3);
  });
});

describe('Time', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('grows older while one looks at it', async () => {
    render(
      <TestApiProvider apis={[]}>
        <Time iso={new Date(Date.now() - 59_000).toISOString()} />
      </TestApiProvider>,
    );
    expect(screen.getByText('now')).toBeInTheDocument();
    await pass(60_000);
    expect(screen.getByText('1 minute ago')).toBeInTheDocument();
  });

  it('shows what is no date as it is', () => {
    render(
      <TestApiProvider apis={[]}>
        <Time iso="<b>soon</b>" />
      </TestApiProvider>,
    );
    expect(screen.getByText('<b>soon</b>')).toBeInTheDocument();
  });
});
