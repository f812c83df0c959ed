import { reasonOf, redact } from './redact';

describe('redact', () => {
  it('finds a secret in every form that it may have', () => {
    const secret = 'p@ss word/1';
    const text = [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
    ].join(' | ');
    expect(redact(text, [secret])).toMatch(/^\*\*\* \| \*\*\* \| \*\*\*=*$/);
  });

  it('takes an empty or tiny secret for none', () => {
    expect(redact('abc', ['', 'b'])).toBe('abc');
  });
});

describe('reasonOf', () => {
  it.each([
    ['Two\r\nlines\u2028and\u001b[31m more.', 'Two lines and [31m more'],
    [undefined, ''],
    [{ message: 'x' }, ''],
    ['x'.repeat(400), `${'x'.repeat(300)}…`],
  ])('makes of %j what fits into a message', (text, expected) => {
    expect(reasonOf(text, [])).toBe(expected);
  });
});
