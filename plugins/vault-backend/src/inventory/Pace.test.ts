import { UpstreamError } from '@idp/upstream';
import { waitBeforeAgain } from './failures';
import { Pace } from './Pace';

/** A clock that moves by what is waited for. */
function paced(perSecond: number, random = () => 0.5) {
  let now = 1_000_000;
  const at: number[] = [];
  const pace = new Pace({
    perSecond,
    now: () => now,
    random,
    wait: async ms => {
      now += ms;
    },
  });
  return {
    at,
    pace,
    async turn() {
      await pace.turn();
      at.push(now - 1_000_000);
    },
  };
}

describe('the pace of requests', () => {
  it('lets no more go than so many a second', async () => {
    const { at, pace, turn } = paced(20);
    for (let n = 0; n < 5; n++) await turn();
    expect(at).toEqual([0, 50, 100, 150, 200]);
    expect(pace.requests).toBe(5);
  });

  it('is uneven, so that two portals do not go in step, and as fast over all', async () => {
    const { at, turn } = paced(
      20,
      (() => {
        let high = false;
        return () => {
          high = !high;
          return high ? 1 : 0;
        };
      })(),
    );
    for (let n = 0; n < 5; n++) await turn();
    expect(at).toEqual([0, 62.5, 100, 162.5, 200]);
  });

  it('stops while the other side wants to be left alone', async () => {
    const { at, pace, turn } = paced(20);
    await turn();
    pace.hold(3_000);
    await turn();
    expect(at).toEqual([0, 3_000]);
  });

  it('ends when nobody waits any more', async () => {
    const pace = new Pace({ perSecond: 0.001 });
    const aborter = new AbortController();
    await pace.turn(aborter.signal);
    const waiting = pace.turn(aborter.signal);
    aborter.abort(new Error('over'));
    await expect(waiting).rejects.toThrow('over');
  });
});

describe('the wait before the same is asked again', () => {
  const wait = (
    code: ConstructorParameters<typeof UpstreamError>[1],
    details: ConstructorParameters<typeof UpstreamError>[3] = {},
    tries = 1,
  ) => waitBeforeAgain(new UpstreamError('local', code, 'no', details), tries);

  it('is what the other side says, or doubles', () => {
    expect(wait('rate-limited', { retryAfterSeconds: 7 })).toBe(7_000);
    expect(wait('circuit-open', { retryAfterSeconds: 2 })).toBe(2_000);
    expect([1, 2, 3].map(tries => wait('timeout', {}, tries))).toEqual([
      500, 1_000, 2_000,
    ]);
  });

  it('is none where asking again is of no use', () => {
    expect(wait('forbidden')).toBeUndefined();
    expect(wait('rate-limited', { retryAfterSeconds: 3_600 })).toBeUndefined();
    expect(wait('unreachable', {}, 4)).toBeUndefined();
    expect(waitBeforeAgain(new Error('a bug'), 1)).toBeUndefined();
  });
});
