import { SummaryStore } from './SummaryStore';

const healthy = { applications: 1, sync: 'Synced', health: 'Healthy' } as const;

function storeOf(answer: (refs: string[]) => object = () => ({})) {
  const getSummaries = jest.fn(async (refs: string[]) => ({
    items: answer(refs) as any,
  }));
  return { getSummaries, store: new SummaryStore({ getSummaries }) };
}

const pass = () => jest.advanceTimersByTimeAsync(1);

describe('SummaryStore', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('reads all rows that appear together in one request', async () => {
    const { store, getSummaries } = storeOf(() => ({
      'component:a/a': healthy,
    }));
    const tell = jest.fn();
    store.watch('component:a/a', () => tell());
    store.watch('component:a/b', () => tell());
    store.watch('component:a/a', () => tell());
    expect(store.get('component:a/a')).toEqual({});
    await pass();
    expect(getSummaries.mock.calls).toEqual([
      [['component:a/a', 'component:a/b']],
    ]);
    expect(store.get('component:a/a')).toEqual({ summary: healthy });
    expect(store.get('component:a/b')).toEqual({ summary: null });
    expect(tell).toHaveBeenCalledTimes(3);
  });

  it('reads again what is shown, and no more what is gone', async () => {
    const { store, getSummaries } = storeOf();
    const gone = store.watch('component:a/a', () => {});
    store.watch('component:a/b', () => {});
    await pass();
    gone();
    store.reread();
    await pass();
    expect(getSummaries).toHaveBeenLastCalledWith(['component:a/b']);
  });

  it('asks for no more than the backend takes at once', async () => {
    const { store, getSummaries } = storeOf();
    for (let n = 0; n < 501; n++) store.watch(`component:a/${n}`, () => {});
    await pass();
    expect(getSummaries.mock.calls.map(([refs]) => refs.length)).toEqual([
      500, 1,
    ]);
  });

  it('keeps what it knows when a reading fails', async () => {
    const { store, getSummaries } = storeOf(() => ({
      'component:a/a': healthy,
    }));
    store.watch('component:a/a', () => {});
    await pass();
    getSummaries.mockRejectedValueOnce(new Error('down'));
    store.reread();
    await pass();
    expect(store.get('component:a/a')).toEqual({
      summary: healthy,
      error: new Error('down'),
    });
  });
});
