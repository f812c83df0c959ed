import { lines, logs } from '../__testUtils__/fixtures';
import { filtersOf, withFilters } from './filters';
import { lineTime } from './lineTime';
import { rowAfter, rowsAt } from './rows';
import { tailOf, withLines } from './tail';

describe('the rows that are drawn', () => {
  it('are those in sight and a few around them', () => {
    expect(rowsAt(0, 220, 22, 5_000)).toEqual({ first: 0, end: 22 });
    expect(rowsAt(2_200, 220, 22, 5_000)).toEqual({ first: 88, end: 122 });
    expect(rowsAt(109_780, 220, 22, 5_000)).toEqual({ first: 4978, end: 5000 });
  });

  it('are all of a short list, and none of an empty one', () => {
    expect(rowsAt(0, 220, 22, 3)).toEqual({ first: 0, end: 3 });
    expect(rowsAt(-10, 220, 22, 0)).toEqual({ first: 0, end: 0 });
  });

  it('follow the keys', () => {
    expect(rowAfter('ArrowUp', 0, 10, 5)).toBe(0);
    expect(rowAfter('ArrowDown', 4, 10, 5)).toBe(5);
    expect(rowAfter('PageDown', 8, 10, 5)).toBe(9);
    expect(rowAfter('End', 0, 10, 5)).toBe(9);
    expect(rowAfter('x', 0, 10, 5)).toBeUndefined();
  });
});

describe('a tail', () => {
  const first = tailOf(logs({ lines: lines(3), cursor: 'a' }));

  it('goes on with what came since, each line once', () => {
    const next = withLines(first, logs({ lines: lines(3, 2), cursor: 'b' }));
    expect(next.lines.map(({ id }) => id)).toEqual([
      'line-0',
      'line-1',
      'line-2',
      'line-3',
      'line-4',
    ]);
    expect(next).toMatchObject({ cursor: 'b', dropped: false });
  });

  it('is the same where nothing came, so that nothing is drawn anew', () => {
    expect(withLines(first, logs({ lines: lines(3), cursor: 'a' }))).toBe(
      first,
    );
    expect(withLines(first, logs({ lines: [], cursor: undefined }))).toBe(
      first,
    );
  });

  it('lets the oldest go, and says so', () => {
    const next = withLines(first, logs({ lines: lines(4, 3) }), 5);
    expect(next.lines.map(({ id }) => id)[0]).toBe('line-2');
    expect(next.lines).toHaveLength(5);
    expect(next.dropped).toBe(true);
  });
});

describe('filters of lines in the address', () => {
  it('are read as they were written, beside what else stands there', () => {
    const params = withFilters(new URLSearchParams('range=6h&level=debug'), {
      search: 'a "b" %',
      level: ['error', 'warn'],
    });
    expect(params.get('range')).toBe('6h');
    expect(filtersOf(params)).toEqual({
      search: 'a "b" %',
      level: ['error', 'warn'],
    });
  });

  it('are unset where they are not known', () => {
    expect(filtersOf(new URLSearchParams('level=loud&q=%20'))).toEqual({
      search: '',
      level: [],
    });
  });
});

describe('the time of a line', () => {
  it('is on the reader’s clock, to the millisecond', () => {
    const words = { language: 'en-GB', zone: 'Europe/Berlin' };
    expect(lineTime('2026-07-10T06:30:01.123456789Z', words)).toBe(
      '10/07, 08:30:01.123',
    );
    expect(lineTime('soon', words)).toBe('soon');
  });
});
