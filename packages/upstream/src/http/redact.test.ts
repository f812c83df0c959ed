import { reasonOf, redact } from './redact';

describe('redact', () => {
  const secret = 's3cr/t value';
  it.each([
    `token ${secret}`,
    `?token=${encodeURIComponent(secret)}`,
    `basic of ${Buffer.from(secret).toString('base64')}`,
  ])('takes a secret out of %s', text => {
    const result = redact(text, [secret]);
    expect(result).toContain('***');
    expect(result).not.toContain(secret);
    expect(result).not.toContain(Buffer.from(secret).toString('base64'));
  });

  it.each([
    ['Authorization: Bearer abcdef.123', 'Authorization: Bearer ***'],
    ['https://user:pass@git.example.com/x', 'https://***@git.example.com/x'],
    ['is eyJhbGciOiJIUzI1.eyJzdWIi.abc_-9 valid', 'is *** valid'],
    ['https://git.example.com/x@v1', 'https://git.example.com/x@v1'],
  ])('knows what looks like one: %s', (text, wanted) => {
    expect(redact(text, [])).toBe(wanted);
  });

  it('makes one short line of what an upstream says', () => {
    expect(reasonOf('first\n\tsecond\u0000.', [])).toBe('first second');
    expect(reasonOf('x'.repeat(1000), []).length).toBe(301);
    expect(reasonOf({ not: 'text' }, [])).toBe('');
  });
});
