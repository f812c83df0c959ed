import {
  decodeUtf8,
  findForbiddenCharacter,
  oneLine,
  quoted,
  stripForbiddenCharacters,
} from './text';

describe('findForbiddenCharacter', () => {
  it.each([
    ['a\n b\u0000', { line: 2, column: 3, codePoint: 'U+0000' }],
    ['\u202eabc', { line: 1, column: 1, codePoint: 'U+202E' }],
    ['ab\u200bc', { line: 1, column: 3, codePoint: 'U+200B' }],
    ['a\u2028b', { line: 1, column: 2, codePoint: 'U+2028' }],
    ['a\u{e0041}', { line: 1, column: 2, codePoint: 'U+E0041' }],
    ['\ufeffa: 1', { line: 1, column: 1, codePoint: 'U+FEFF' }],
    ['pay\u200dments', { line: 1, column: 4, codePoint: 'U+200D' }],
    ['x\u001b[31m', { line: 1, column: 2, codePoint: 'U+001B' }],
  ])('finds it in %j', (text, place) => {
    expect(findForbiddenCharacter(text)).toEqual(place);
    expect(findForbiddenCharacter(stripForbiddenCharacters(text))).toBe(
      undefined,
    );
  });

  it.each(['Zahlungen für Köln\n\tok\r\n', '支払い', '👩‍💻 team', 'می‌خواهم'])(
    'accepts what people write: %s',
    text => {
      expect(findForbiddenCharacter(text)).toBeUndefined();
    },
  );
});

it('knows bytes that are not UTF-8', () => {
  expect(decodeUtf8(Buffer.from([0xc3, 0x28]))).toBeUndefined();
  expect(decodeUtf8(Buffer.from('grün'))).toBe('grün');
});

it('makes one line', () => {
  expect(oneLine('  a\r\n\tb\u0007 ')).toBe('a b');
});

it('quotes a hostile value readably', () => {
  expect(quoted('pаyments')).toBe('"p\\u{430}yments"');
  expect(quoted('x'.repeat(10_000)).length).toBeLessThan(100);
});
