import { shorter, shorterQuery } from './timeFactor';

describe('shorter', () => {
  it.each([
    ['30s', '1000ms'],
    ['10m', '20000ms'],
    ['1h30m', '180000ms'],
    ['1d', '2880000ms'],
    ['0s', '0s'],
    ['1ms', '1ms'],
  ])('%s becomes %s', (duration, expected) => {
    expect(shorter(duration)).toBe(expected);
  });

  it.each(['', '5', 'soon', '5 m', '-5m'])('%p is none', duration => {
    expect(() => shorter(duration)).toThrow('is no duration');
  });
});

describe('shorterQuery', () => {
  it.each([
    ['rate(a{x="5m"}[5m]) > 5', 'rate(a{x="5m"}[10000ms]) > 5'],
    ['a unless a offset 10m', 'a unless a offset 20000ms'],
    [
      'max_over_time(rate(a[5m])[1h:30s])',
      'max_over_time(rate(a[10000ms])[120000ms:1000ms])',
    ],
    ['time() - a > 36 * 3600', 'time() - a > 36 * 3600'],
    ['sum(a # of 5m\n)', 'sum(a # of 5m\n)'],
  ])('%s', (query, expected) => {
    expect(shorterQuery(query)).toBe(expected);
  });
});
