import { act, renderHook } from '@testing-library/react';
import { useRead } from './useRead';

/** Reads that a test answers in whatever order it likes. */
function questions() {
  const open: {
    resolve: (value: string) => void;
    reject: (e: Error) => void;
  }[] = [];
  return {
    open,
    read: () =>
      new Promise<string>((resolve, reject) => open.push({ resolve, reject })),
  };
}

describe('useRead', () => {
  it('drops an answer that a newer read has overtaken', async () => {
    const { open, read } = questions();
    const { result } = renderHook(() => useRead('a', read));
    act(() => result.current.reload());
    await act(async () => open[1].resolve('new'));
    await act(async () => open[0].resolve('old'));
    expect(result.current.value).toBe('new');
  });

  it('drops reads that began before a write', async () => {
    const { open, read } = questions();
    const { result } = renderHook(() => useRead('a', read));
    act(() => result.current.put('written'));
    await act(async () => open[0].resolve('before'));
    expect(result.current.value).toBe('written');
  });

  it('shows the answer for the key before until there is one, but never beside its error', async () => {
    const { open, read } = questions();
    const { result, rerender } = renderHook(({ key }) => useRead(key, read), {
      initialProps: { key: 'a' },
    });
    await act(async () => open[0].resolve('of a'));
    expect(result.current).toMatchObject({ value: 'of a', pending: false });
    rerender({ key: 'b' });
    expect(result.current).toMatchObject({ value: 'of a', pending: true });
    await act(async () => open[1].reject(new Error('down')));
    expect(result.current.value).toBeUndefined();
    expect(result.current.error).toEqual(new Error('down'));
  });
});
