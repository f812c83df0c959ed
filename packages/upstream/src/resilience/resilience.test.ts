import { UpstreamError } from '../http/UpstreamError';
import { Backoff } from './backoff';
import { CircuitBreaker } from './CircuitBreaker';
import { Freshness } from './Freshness';
import { ShortCache } from './ShortCache';

describe('CircuitBreaker', () => {
  let now = 0;
  const down = () =>
    Promise.reject(new UpstreamError('local', 'unreachable', 'is not there'));
  const breaker = () =>
    new CircuitBreaker('local', {
      failures: 3,
      openMs: 1_000,
      maxOpenMs: 3_000,
      now: () => now,
    });
  const fail = (circuit: CircuitBreaker) =>
    circuit.run(down).catch((error: UpstreamError) => error.code);

  it('opens after failures in a row, and lets one call probe', async () => {
    const circuit = breaker();
    for (let at = 0; at < 3; at += 1) await fail(circuit);
    expect(circuit.state).toBe('open');
    const called = jest.fn(async () => 'ok');
    await expect(circuit.run(called)).rejects.toMatchObject({
      code: 'circuit-open',
      retryAfterSeconds: 1,
    });
    expect(called).not.toHaveBeenCalled();

    now += 1_000;
    expect(circuit.state).toBe('half-open');
    let answer!: (text: string) => void;
    const probe = circuit.run(
      () => new Promise<string>(resolve => (answer = resolve)),
    );
    await expect(circuit.run(called)).rejects.toMatchObject({
      code: 'circuit-open',
    });
    answer('there');
    await expect(probe).resolves.toBe('there');
    expect(circuit.state).toBe('closed');
    await expect(circuit.run(called)).resolves.toBe('ok');
  });

  it('stays open longer each time that the probe fails', async () => {
    const circuit = breaker();
    for (let at = 0; at < 3; at += 1) await fail(circuit);
    now += 1_000;
    expect(await fail(circuit)).toBe('unreachable');
    now += 1_999;
    expect(circuit.state).toBe('open');
    now += 1;
    expect(circuit.state).toBe('half-open');
  });

  it('does not count a refusal, and a success begins anew', async () => {
    const circuit = breaker();
    const refused = () =>
      circuit
        .run(() =>
          Promise.reject(new UpstreamError('local', 'forbidden', 'no')),
        )
        .catch(() => {});
    await fail(circuit);
    await fail(circuit);
    await refused();
    await fail(circuit);
    await fail(circuit);
    expect(circuit.state).toBe('closed');
  });

  it('leaves an upstream alone for as long as it asks', async () => {
    const circuit = breaker();
    await circuit
      .run(() =>
        Promise.reject(
          new UpstreamError('local', 'rate-limited', 'fewer', {
            retryAfterSeconds: 30,
          }),
        ),
      )
      .catch(() => {});
    now += 29_000;
    expect(circuit.state).toBe('open');
    now += 1_000;
    expect(circuit.state).toBe('half-open');
  });
});

describe('Backoff', () => {
  it('doubles, within half and whole, up to its end', () => {
    const low = new Backoff({ firstMs: 100, maxMs: 1_000, random: () => 0 });
    expect([1, 2, 3, 4, 5, 6].map(() => low.nextMs())).toEqual([
      50, 100, 200, 400, 500, 500,
    ]);
    low.reset();
    expect(low.nextMs()).toBe(50);
    const high = new Backoff({ firstMs: 100, maxMs: 1_000, random: () => 1 });
    expect(high.nextMs()).toBe(100);
  });
});

describe('ShortCache', () => {
  it('asks once for several, and not again for a moment', async () => {
    const cache = new ShortCache<number>({ ttlMs: 60_000, max: 10 });
    const load = jest.fn(async () => 7);
    expect(
      await Promise.all([cache.get('a', load), cache.get('a', load)]),
    ).toEqual([7, 7]);
    expect(await cache.get('a', load)).toBe(7);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('keeps no error', async () => {
    const cache = new ShortCache<number>({ ttlMs: 60_000, max: 10 });
    await expect(
      cache.get('a', () => Promise.reject(new Error('no'))),
    ).rejects.toThrow('no');
    expect(await cache.get('a', async () => 7)).toBe(7);
  });
});

describe('Freshness', () => {
  it('says since when, whatever the reason does', () => {
    let now = Date.parse('2026-11-26T10:00:00Z');
    const changes: string[] = [];
    const freshness = new Freshness({
      now: () => now,
      onChange: ({ state, reason }) => changes.push(`${state} ${reason}`),
    });
    expect(freshness.current.state).toBe('unknown');
    freshness.lost('is not there');
    expect(freshness.current).toMatchObject({
      state: 'unknown',
      reason: 'is not there',
    });
    freshness.live();
    now += 5_000;
    freshness.live();
    expect(freshness.ageSeconds).toBe(0);
    now += 1_000;
    freshness.lost('refuses the connection');
    const { since } = freshness.current;
    now += 60_000;
    freshness.lost('did not answer within 5 s');
    expect(freshness.current).toEqual({
      state: 'stale',
      since,
      reason: 'did not answer within 5 s',
    });
    expect(freshness.ageSeconds).toBe(61);
    expect(changes).toEqual([
      'unknown is not there',
      'live undefined',
      'stale refuses the connection',
      'stale did not answer within 5 s',
    ]);
  });
});
