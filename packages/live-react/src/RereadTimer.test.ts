import { AGAIN_MS, JITTER_MS, RereadTimer } from './RereadTimer';

describe('RereadTimer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('reads once for many hints, and once more after the last', () => {
    const read = jest.fn();
    const timer = new RereadTimer(read, () => 0.5);
    for (let hint = 0; hint < 20; hint++) timer.hint();
    jest.advanceTimersByTime(JITTER_MS / 2 - 1);
    expect(read).toHaveBeenCalledTimes(0);
    jest.advanceTimersByTime(1);
    expect(read).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(JITTER_MS + AGAIN_MS);
    expect(read).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(60_000);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('does not starve while hints keep coming', () => {
    const read = jest.fn();
    const timer = new RereadTimer(read, () => 1);
    for (let second = 0; second < 100; second++) {
      timer.hint();
      jest.advanceTimersByTime(100);
    }
    expect(read.mock.calls.length).toBeGreaterThan(10);
  });

  it('reads no more once it is disposed of', () => {
    const read = jest.fn();
    const timer = new RereadTimer(read);
    timer.hint();
    timer.dispose();
    jest.advanceTimersByTime(60_000);
    expect(read).not.toHaveBeenCalled();
  });
});
