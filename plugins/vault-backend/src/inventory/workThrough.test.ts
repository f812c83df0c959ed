import { workThrough } from './workThrough';

const later = () => new Promise(resolve => setImmediate(resolve));

describe('work that brings more work', () => {
  it('is done to its end, a few at a time', async () => {
    const done: number[] = [];
    let running = 0;
    let most = 0;
    await workThrough([1, 2, 3], 2, async (job, add) => {
      running += 1;
      most = Math.max(most, running);
      if (job < 100) for (let n = 0; n < 5; n++) add(job * 100 + n);
      await later();
      done.push(job);
      running -= 1;
    });
    expect(done).toHaveLength(18);
    expect(most).toBe(2);
  });

  it('stops at the first error, after what runs has ended', async () => {
    const begun: number[] = [];
    const done: number[] = [];
    const working = workThrough([1, 2, 3, 4], 2, async job => {
      begun.push(job);
      if (job === 1) throw new Error('no');
      await later();
      done.push(job);
    });
    await expect(working).rejects.toThrow('no');
    expect(begun).toEqual([1, 2]);
    expect(done).toEqual([2]);
  });

  it('may be none', async () => {
    await expect(workThrough([], 2, later as any)).resolves.toBeUndefined();
  });
});
