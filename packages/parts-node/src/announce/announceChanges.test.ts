import { mockServices } from '@backstage/backend-test-utils';
import { announceChanges } from './announceChanges';

describe('open pages', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function started(publish = jest.fn(async () => {})) {
    const listeners: Array<() => void> = [];
    const lifecycle = mockServices.lifecycle.mock();
    const logger = mockServices.logger.mock();
    const source = {
      onChange: (listener: () => void) => void listeners.push(listener),
    };
    announceChanges({
      channel: 'things',
      sources: [source, source],
      signals: { publish },
      lifecycle,
      logger,
    });
    const [[stop]] = lifecycle.addShutdownHook.mock.calls;
    return { listeners, logger, publish, stop };
  }

  it('are told soon after a change, and not of what', async () => {
    const { listeners, publish } = started();
    listeners[1]();
    expect(publish).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(100);
    expect(publish.mock.calls).toEqual([
      [
        {
          recipients: { type: 'broadcast' },
          channel: 'things',
          message: {},
        },
      ],
    ]);
  });

  it('are told once a second at most, and of the last change, too', async () => {
    const { listeners, publish } = started();
    for (let at = 0; at < 250; at += 1) {
      listeners[at % 2]();
      await jest.advanceTimersByTimeAsync(10);
    }
    expect(publish.mock.calls.length).toBe(3);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(publish.mock.calls.length).toBe(4);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(publish.mock.calls.length).toBe(4);
  });

  it('are told of the next change after one that did not get through', async () => {
    const publish = jest
      .fn(async () => {})
      .mockRejectedValueOnce(new Error('broken'));
    const { listeners, logger } = started(publish);
    listeners[0]();
    await jest.advanceTimersByTimeAsync(100);
    expect(logger.debug.mock.calls).toEqual([
      ['Open pages were not told of a change: Error: broken'],
    ]);
    listeners[0]();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(publish).toHaveBeenCalledTimes(2);
  });

  it('are not told while the backend ends', async () => {
    const { listeners, publish, stop } = started();
    listeners[0]();
    await stop();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(publish).not.toHaveBeenCalled();
  });
});
