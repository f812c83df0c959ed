import { oneTimeCode } from './people';

describe('oneTimeCode', () => {
  // The vectors of RFC 6238, the last six of their eight digits.
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1234567890, '005924'],
    [20000000000, '353130'],
  ])('at %d is %s', (seconds, code) => {
    expect(oneTimeCode('12345678901234567890', seconds * 1000)).toBe(code);
  });
});
