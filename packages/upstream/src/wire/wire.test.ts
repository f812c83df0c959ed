import { list, number, object, oneOf, text, texts, time } from '.';

describe('what an upstream answers', () => {
  const strange = [undefined, null, 7, true, 'a', [], {}];

  it('is read as if what is not as expected were not there', () => {
    expect(strange.map(object)).toEqual([{}, {}, {}, {}, {}, {}, {}]);
    expect(object({ a: 1 })).toEqual({ a: 1 });
    expect(strange.map(list)).toEqual([[], [], [], [], [], [], []]);
    expect(list([1, null])).toEqual([1, null]);
    expect(strange.map(value => text(value))).toEqual([
      ...[undefined, undefined, undefined, undefined, 'a'],
      ...[undefined, undefined],
    ]);
    expect(strange.map(time)).toEqual(Array(7).fill(undefined));
  });

  it('is no longer than it may be', () => {
    expect(text('')).toBeUndefined();
    expect(text('abcd', 4)).toBe('abcd');
    expect(text('abcde', 4)).toBe('abcd…');
    expect(text('a'.repeat(2_000))).toHaveLength(1_001);
    expect(texts(['a', 7, '', 'b', 'c'], 4)).toEqual(['a', 'b']);
    expect(texts('a', 4)).toEqual([]);
  });

  it('has numbers as protobuf writes them, too', () => {
    expect([7, '7', '7.5', 'x', NaN, Infinity, null].map(number)).toEqual([
      ...[7, 7, 7.5],
      ...[undefined, undefined, undefined, undefined],
    ]);
  });

  it('has times in UTC, without nanoseconds', () => {
    expect(time('2026-11-26T10:00:00.123456789Z')).toBe(
      '2026-11-26T10:00:00.123Z',
    );
    expect(time('2026-11-26T10:00:00+02:00')).toBe('2026-11-26T08:00:00.000Z');
    expect(time('yesterday')).toBeUndefined();
  });

  it('has words that are known', () => {
    expect(oneOf('a', ['a', 'b'])).toBe('a');
    expect(oneOf('c', ['a', 'b'])).toBeUndefined();
  });
});
