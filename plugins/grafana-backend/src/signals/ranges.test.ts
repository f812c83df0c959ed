import { alignRange } from './ranges';

const NOW = Date.parse('2026-11-26T06:00:10Z');
const limits = { maxRangeSeconds: 31 * 86_400, maxPoints: 1_000 };
const align = (from: string, to: string, step?: number, now = NOW) =>
  alignRange({ from: new Date(from), to: new Date(to), step }, limits, now);

describe('a range', () => {
  it('is of whole steps, so that who asks a moment later asks the same', () => {
    const first = align('2026-11-26T00:00:01Z', '2026-11-26T06:00:01Z');
    const second = align('2026-11-26T00:00:09Z', '2026-11-26T06:00:09Z');
    expect(first).toEqual(second);
    expect(first).toEqual({
      start: Date.parse('2026-11-26T00:00:00Z') / 1000,
      end: Date.parse('2026-11-26T06:00:00Z') / 1000,
      stepSeconds: 120,
      points: 181,
    });
  });

  it('grows outwards, and not beyond now', () => {
    const past = align('2026-11-25T00:00:30Z', '2026-11-25T00:59:30Z', 60);
    expect(past.start).toBe(Date.parse('2026-11-25T00:00:00Z') / 1000);
    expect(past.end).toBe(Date.parse('2026-11-25T01:00:00Z') / 1000);
    const open = align('2026-11-26T05:00:00Z', '2026-11-26T09:00:00Z', 60);
    expect(open.end).toBe(Date.parse('2026-11-26T06:00:00Z') / 1000);
  });

  it.each([
    ['2026-11-26T05:59:00Z', 1, 15],
    ['2026-11-26T05:00:00Z', undefined, 15],
    ['2026-11-25T06:00:00Z', undefined, 600],
    ['2026-10-27T06:00:00Z', undefined, 14_400],
    // A step that would make too many points becomes a larger one.
    ['2026-10-27T06:00:00Z', 1, 3_600],
    ['2026-11-26T05:00:00Z', 45, 60],
  ])(
    'from %s with a step of %s has one of %i seconds',
    (from, step, wanted) => {
      const { stepSeconds, points } = align(from, '2026-11-26T06:00:00Z', step);
      expect(stepSeconds).toBe(wanted);
      expect(points).toBeLessThanOrEqual(1_000);
    },
  );

  it('never has more points than it may', () => {
    for (const hours of [1, 5, 26, 100, 743]) {
      for (const step of [undefined, 1, 7, 61]) {
        const { start, end, stepSeconds, points } = alignRange(
          {
            from: new Date(NOW - hours * 3_600_000),
            to: new Date(NOW),
            step,
          },
          { ...limits, maxPoints: 100 },
          NOW,
        );
        expect(points).toBeLessThanOrEqual(100);
        expect(start % stepSeconds).toBe(0);
        expect((end - start) / stepSeconds + 1).toBe(points);
      }
    }
  });

  it('knows no summer time: a day on which clocks change has steps as any other', () => {
    // In Europe the hour from 1:00 UTC is there twice, then missing.
    for (const day of ['2026-10-25', '2026-03-29']) {
      const { start, stepSeconds, points } = alignRange(
        {
          from: new Date(`${day}T00:00:00+02:00`),
          to: new Date(`${day}T23:00:00+01:00`),
          step: 3_600,
        },
        limits,
        NOW,
      );
      expect(stepSeconds).toBe(3_600);
      expect(points).toBe(25);
      expect(new Date((start + 24 * 3_600) * 1000).toISOString()).toBe(
        `${day}T22:00:00.000Z`,
      );
    }
  });

  it.each([
    ['2016-11-26T06:00:00Z', '2026-11-26T06:00:00Z', 'longer than 31 days'],
    ['2026-11-26T06:00:00Z', '2026-11-26T05:00:00Z', 'ends before it begins'],
    ['2026-11-26T06:00:00Z', '2026-11-26T06:00:00Z', 'ends before it begins'],
    ['2020-11-26T06:00:00Z', '2020-11-26T07:00:00Z', '400 days ago'],
    ['2027-11-26T06:00:00Z', '2027-11-26T07:00:00Z', 'in the future'],
  ])('from %s to %s is refused: %s', (from, to, words) => {
    expect(() => align(from, to)).toThrow(words);
  });
});
