import { fromLocalInput, toLocalInput } from './localInput';
import { timeTicks } from './ticks';
import { momentText, tickText, zoneText } from './timeText';
import { offsetAt, stretchesOf } from './zone';

const BERLIN = 'Europe/Berlin';
const at = (iso: string) => Date.parse(iso);
const iso = (moment: number) => new Date(moment).toISOString().slice(0, 16);

describe('the clocks of a zone', () => {
  it('are ahead of UTC, by half hours too', () => {
    expect(offsetAt(at('2026-01-10T12:00:00Z'), BERLIN)).toBe(3_600_000);
    expect(offsetAt(at('2026-07-10T12:00:00Z'), BERLIN)).toBe(7_200_000);
    expect(offsetAt(at('2026-07-10T12:00:00.250Z'), 'Asia/Kolkata')).toBe(
      19_800_000,
    );
    expect(offsetAt(at('2026-07-10T12:00:00Z'), 'America/New_York')).toBe(
      -14_400_000,
    );
  });

  it('are changed at a moment that is found', () => {
    expect(
      stretchesOf(
        at('2026-03-27T09:30:00Z'),
        at('2026-03-30T00:00:00Z'),
        BERLIN,
      ).map(({ from, offset }) => [iso(from), offset / 3_600_000]),
    ).toEqual([
      ['2026-03-27T09:30', 1],
      ['2026-03-29T01:00', 2],
    ]);
  });
});

describe('ticks', () => {
  const labels = (from: string, to: string, count: number, zone = BERLIN) => {
    const { moments, stepMs } = timeTicks(at(from), at(to), count, zone);
    return moments.map(moment =>
      tickText(moment, stepMs, { language: 'en-GB', zone }),
    );
  };

  it('are round on the reader’s clock', () => {
    expect(labels('2026-07-10T06:10:00Z', '2026-07-10T12:10:00Z', 6)).toEqual([
      '09:00',
      '10:00',
      '11:00',
      '12:00',
      '13:00',
      '14:00',
    ]);
    expect(
      labels('2026-07-10T06:10:00Z', '2026-07-10T09:10:00Z', 3, 'Asia/Kolkata'),
    ).toEqual(['12:00', '13:00', '14:00']);
  });

  it('stand at midnight on both sides of the night in which an hour is left out', () => {
    const { moments } = timeTicks(
      at('2026-03-28T00:00:00Z'),
      at('2026-03-31T00:00:00Z'),
      4,
      BERLIN,
    );
    expect(moments.map(iso)).toEqual([
      '2026-03-28T23:00',
      '2026-03-29T22:00',
      '2026-03-30T22:00',
    ]);
  });

  it('name an hour twice in the night in which it comes twice', () => {
    expect(labels('2026-10-24T23:30:00Z', '2026-10-25T02:30:00Z', 3)).toEqual([
      '02:00',
      '02:00',
      '03:00',
    ]);
  });

  it('say the date at midnight', () => {
    expect(labels('2026-07-10T16:00:00Z', '2026-07-11T10:00:00Z', 3)).toEqual([
      '18:00',
      '11 Jul',
      '06:00',
      '12:00',
    ]);
  });

  it('stay few over ten years', () => {
    const { moments } = timeTicks(
      at('2016-01-01T00:00:00Z'),
      at('2026-01-01T00:00:00Z'),
      6,
      BERLIN,
    );
    expect(moments.length).toBeLessThan(9);
  });
});

describe('a moment in words', () => {
  it('has its offset only where an hour could be meant twice', () => {
    const words = { language: 'en-GB', zone: BERLIN };
    const night = momentText(
      at('2026-10-24T22:00:00Z'),
      at('2026-10-25T04:00:00Z'),
      words,
    );
    expect(night(at('2026-10-25T00:30:00Z'))).toBe('25 Oct, 02:30 GMT+2');
    expect(night(at('2026-10-25T01:30:00Z'))).toBe('25 Oct, 02:30 GMT+1');
    const day = momentText(
      at('2026-07-10T06:00:00Z'),
      at('2026-07-10T12:00:00Z'),
      words,
    );
    expect(day(at('2026-07-10T06:30:00Z'))).toBe('10 Jul, 08:30');
    expect(zoneText(at('2026-07-10T06:30:00Z'), words)).toBe(
      'Central European Summer Time',
    );
  });
});

describe('what one types into a field for date and time', () => {
  it('is meant in the reader’s zone', () => {
    expect(iso(fromLocalInput('2026-07-10T08:30', BERLIN)!)).toBe(
      '2026-07-10T06:30',
    );
    expect(toLocalInput(at('2026-07-10T06:30:00Z'), BERLIN)).toBe(
      '2026-07-10T08:30',
    );
  });

  it('is the first of two, and counts on where it is left out', () => {
    expect(iso(fromLocalInput('2026-10-25T02:30', BERLIN)!)).toBe(
      '2026-10-25T00:30',
    );
    expect(iso(fromLocalInput('2026-03-29T02:30', BERLIN)!)).toBe(
      '2026-03-29T01:30',
    );
  });

  it.each(['', 'soon', '2026-13-40T00:00', '2026-07-10T08:30Z'])(
    'is nothing for %p',
    text => {
      expect(fromLocalInput(text, BERLIN)).toBeUndefined();
    },
  );
});
