import { act, renderHook } from '@testing-library/react';
import { chartDataOf, shownEnvironments } from './chartData';
import { marker, signal } from '../__testUtils__/fixtures';
import { refreshMs } from './refresh';
import { useTicking } from './useTicking';

describe('a range that ends now', () => {
  it('is read as often as it gains a point, within bounds', () => {
    expect(refreshMs({ last: '1h' })).toBe(15_000);
    expect(refreshMs({ last: '6h' })).toBe(90_000);
    expect(refreshMs({ last: '7d' })).toBe(300_000);
  });
});

describe('useTicking', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('ticks only while somebody looks, and when somebody looks again', () => {
    const tick = jest.fn();
    const seen = jest.spyOn(document, 'visibilityState', 'get');
    const { unmount } = renderHook(() => useTicking(tick, 1_000));
    jest.advanceTimersByTime(2_000);
    expect(tick).toHaveBeenCalledTimes(2);
    seen.mockReturnValue('hidden');
    jest.advanceTimersByTime(5_000);
    expect(tick).toHaveBeenCalledTimes(2);
    seen.mockReturnValue('visible');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(tick).toHaveBeenCalledTimes(3);
    unmount();
    jest.advanceTimersByTime(5_000);
    expect(tick).toHaveBeenCalledTimes(3);
  });

  it('never ticks for a range in the past', () => {
    const tick = jest.fn();
    renderHook(() => useTicking(tick, undefined));
    jest.advanceTimersByTime(600_000);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(tick).not.toHaveBeenCalled();
  });
});

describe('what a chart draws', () => {
  it('has the deployments of what it shows', () => {
    const data = chartDataOf(
      signal(),
      [marker(), marker({ environment: 'eks' })],
      ['eks'],
    );
    expect(data.marks.map(({ environment }) => environment)).toEqual(['eks']);
    expect(data.lines.map(({ key }) => key)).toEqual([
      'local/2xx',
      'local/5xx',
      'eks/2xx',
    ]);
  });

  it('is of the environments that there are', () => {
    const all = ['local', 'eks'];
    expect(shownEnvironments([], all, 'web-service')).toEqual(all);
    expect(shownEnvironments(['eks', 'gone'], all, 'tenant')).toEqual(['eks']);
    expect(shownEnvironments(['gone'], all, 'tenant')).toEqual(['local']);
  });
});
