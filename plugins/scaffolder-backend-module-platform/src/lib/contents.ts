import type { Problem } from '@idp/platform-contract';
import { fileProblem } from './problems';
import { decodeUtf8, findForbiddenCharacter } from './text';

const RULE = 'change-text';

/** The text of files, and why some of them are no text that a reviewer can trust. */
export function textsOf(files: ReadonlyMap<string, Buffer>): {
  texts: Map<string, string>;
  problems: Problem[];
} {
  const texts = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [path, content] of files) {
    const text = decodeUtf8(content);
    if (text === undefined) {
      problems.push(
        fileProblem(
          path,
          RULE,
          'the file is not a UTF-8 text',
          'Write it as UTF-8; a change holds no binary files',
        ),
      );
      continue;
    }
    texts.set(path, text);
    const found = findForbiddenCharacter(text);
    if (found) {
      problems.push(
        fileProblem(
          path,
          RULE,
          `the invisible or control character ${found.codePoint} makes the file read differently from what it says`,
          'Remove it from the value that was typed or pasted into the form',
          { line: found.line, column: found.column },
        ),
      );
    }
  }
  return { texts, problems };
}
