import { WorkQueue } from './WorkQueue';

describe('a queue of work', () => {
  it('does a few at once, what is urgent first, and nothing after its end', async () => {
    let now = 0;
    const queue = new WorkQueue({ atOnce: 1, retryMs: 100, now: () => now });
    const done: string[] = [];
    const waiting: Array<() => void> = [];
    const work = (key: string) => () =>
      new Promise<void>((resolve, reject) => {
        waiting.push(() => {
          done.push(key);
          if (key === 'bad') reject(new Error('no'));
          else resolve();
        });
      });
    const finish = async () => {
      waiting.shift()!();
      await new Promise(setImmediate);
    };
    expect(queue.add('first', work('first'), false)).toBe(true);
    queue.add('later', work('later'), false);
    queue.add('bad', work('bad'), true);
    expect(queue.add('bad', work('bad'), true)).toBe(false);
    await finish();
    await finish();
    expect(done).toEqual(['first', 'bad']);
    expect(queue.add('bad', work('bad'), true)).toBe(false);
    now = 100;
    expect(queue.add('bad', work('bad'), false)).toBe(true);
    queue.stop();
    await finish();
    expect(waiting).toEqual([]);
    expect(queue.add('more', work('more'), true)).toBe(false);
  });
});
