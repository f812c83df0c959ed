import { BatchStore } from './BatchStore';

function storeOf(
  answer: (keys: string[]) => Record<string, string> = () => ({}),
) {
  const read = jest.fn(async (keys: string[]) => answer(keys));
  return { read, store: new BatchStore<string>(read, 500) };
}

const pass = () => jest.advanceTimersByTimeAsync(1);

describe('BatchStore', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('reads all rows that appear together in one request', async () => {
    const { store, read } = storeOf(() => ({ a: 'ripe' }));
    const tell = jest.fn();
    store.watch('a', () => tell());
    store.watch('b', () => tell());
    store.watch('a', () => tell());
    expect(store.get('a')).toEqual({});
    await pass();
    expect(read.mock.calls).toEqual([[['a', 'b']]]);
    expect(store.get('a')).toEqual({ value: 'ripe' });
    expect(store.get('b')).toEqual({ value: null });
    expect(tell).toHaveBeenCalledTimes(3);
  });

  it('reads again what is shown, and no more what is gone', async () => {
    const { store, read } = storeOf();
    const gone = store.watch('a', () => {});
    store.watch('b', () => {});
    await pass();
    gone();
    store.reread();
    await pass();
    expect(read).toHaveBeenLastCalledWith(['b']);
  });

  it('asks for no more than may be asked for at once', async () => {
    const { store, read } = storeOf();
    for (let n = 0; n < 501; n++) store.watch(`${n}`, () => {});
    await pass();
    expect(read.mock.calls.map(([keys]) => keys.length)).toEqual([500, 1]);
  });

  it('keeps what it knows when a reading fails', async () => {
    const { store, read } = storeOf(() => ({ a: 'ripe' }));
    store.watch('a', () => {});
    await pass();
    read.mockRejectedValueOnce(new Error('down'));
    store.reread();
    await pass();
    expect(store.get('a')).toEqual({ value: 'ripe', error: new Error('down') });
  });

  it('finds nothing in what every object has', async () => {
    const { store } = storeOf();
    store.watch('constructor', () => {});
    await pass();
    expect(store.get('constructor')).toEqual({ value: null });
  });
});
