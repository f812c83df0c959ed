import { parseDiff } from './parseDiff';
import { LARGEST_PATCH, wholeFile } from './patches';

describe('wholeFile', () => {
  it.each([
    ['one line', 'one\n', 1],
    ['lines', 'one\ntwo\nthree\n', 3],
    ['no line break at the end', 'one\ntwo', 2],
    ['nothing', '', 0],
    ['line breaks alone', '\n\n', 2],
    ['lines that look like a diff', '@@ -1 +1 @@\n-x\ndiff --git a/x b/x\n', 3],
  ])('writes %s as git would', (_name, text, lines) => {
    for (const status of ['added', 'deleted'] as const) {
      const file = wholeFile('x/a', status, Buffer.from(text));
      expect(file).toMatchObject({
        additions: status === 'added' ? lines : 0,
        deletions: status === 'added' ? 0 : lines,
      });
      expect(parseDiff(file.patch!)).toEqual([file]);
    }
  });

  it('leaves out what is binary or too large', () => {
    expect(wholeFile('a', 'added', Buffer.from([0]))).toMatchObject({
      omitted: 'binary',
    });
    expect(
      wholeFile('a', 'added', Buffer.alloc(LARGEST_PATCH + 1, 'x\n')),
    ).toMatchObject({ omitted: 'too-large' });
  });
});
