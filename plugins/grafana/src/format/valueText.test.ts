import { valueText } from './valueText';

const words = {
  requestsPerSecond: (value: string) => `${value} req/s`,
  perSecond: (value: string) => `${value}/s`,
};

const write = (
  unit: Parameters<typeof valueText>[0],
  value: number,
  options?: Parameters<typeof valueText>[3],
  language = 'en',
) => valueText(unit, language, words, options)(value);

describe('a value', () => {
  it.each([
    ['ratio', 0.0123, '1.23%'],
    ['ratio', 0.5, '50%'],
    ['ratio', 0, '0%'],
    ['ratio', 0.00001, '0.001%'],
    ['seconds', 0.0123, '12.3 ms'],
    ['seconds', 0.0000123, '0.0123 ms'],
    ['seconds', 1.5, '1.5 sec'],
    ['seconds', 150, '2.5 min'],
    ['seconds', 0, '0 ms'],
    ['seconds-ago', 7200, '2 hr'],
    ['seconds-ago', 200_000, '2.31 days'],
    ['bytes', 512, '512 byte'],
    ['bytes', 134_217_728, '134 MB'],
    ['bytes', 2_500_000_000, '2.5 GB'],
    ['per-second', 12.345, '12.3/s'],
    ['per-second', 0.004, '0.004/s'],
    ['count', 3, '3'],
    ['count', 0.25, '0.25'],
    ['count', 1_234_567, '1.2M'],
  ] as const)('of %s, %d, is %s', (unit, value, text) => {
    expect(write(unit, value)).toBe(text);
  });

  it('counts requests where it is those', () => {
    expect(write('per-second', 12, { requests: true })).toBe('12 req/s');
  });

  it('has the unit of measure of its axis', () => {
    const options = { scale: 2 };
    expect(write('seconds', 2, options)).toBe('2 sec');
    expect(write('seconds', 0.5, options)).toBe('0.5 sec');
    expect(write('seconds', 0, options)).toBe('0 sec');
  });

  it('speaks the portal’s language', () => {
    expect(write('ratio', 0.0123, {}, 'de')).toBe('1,23\u00a0%');
    expect(write('seconds', 90, {}, 'de')).toBe('1,5 Min.');
  });
});
