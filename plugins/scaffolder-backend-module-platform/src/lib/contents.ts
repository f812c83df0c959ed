import type { Problem } from '@idp/platform-contract';
import { fileProblem } from './problems';
import { LineCounter, parseAllDocuments, visit, type Node } from 'yaml';
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
    const found = findForbiddenCharacter(text) ?? findEscaped(path, text);
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

/** The same in the values of a YAML file, where an escape such as `\u202e` hides it from the text. */
function findEscaped(
  path: string,
  text: string,
): ReturnType<typeof findForbiddenCharacter> {
  if (!/\.ya?ml$/u.test(path) || !text.includes('\\')) return undefined;
  const lineCounter = new LineCounter();
  const found: Array<NonNullable<ReturnType<typeof findForbiddenCharacter>>> =
    [];
  const look = (node: Node) =>
    visit(node, {
      Scalar(_, { value, range }) {
        const inside =
          typeof value === 'string' ? findForbiddenCharacter(value) : undefined;
        if (!inside) return undefined;
        const { line, col } = lineCounter.linePos(range?.[0] ?? 0);
        found.push({ line, column: col, codePoint: inside.codePoint });
        return visit.BREAK;
      },
    });
  for (const document of parseAllDocuments(text, { lineCounter })) {
    if (document.contents) look(document.contents);
  }
  return found[0];
}
