import type { Findings } from '../../platform/Findings';
import { codeSpansOf, commandsOf, paragraphsOf, placeIn } from './markdown';
import type { Tree } from './Tree';

/** A path from the root, in a code span of its own or in a command. */
const PATH =
  /(?<![^\s=;("'])(?:kubernetes|packages|gitops|templates|plugins|docs)\/[^\s;"')]*/g;
const PLACEHOLDER = /[<>*{}$…]|\.\.\.$/;

/** Looks at the paths that a page names in backticks and commands; says how many there are. */
export function lookAtPaths(
  file: string,
  text: string,
  tree: Tree,
  findings: Findings,
): number {
  const code = [
    ...paragraphsOf(text).flatMap(paragraph =>
      codeSpansOf(paragraph).map(span => ({
        text: span.text,
        place: (offset: number) => placeIn(paragraph, span.offset + offset),
      })),
    ),
    ...commandsOf(text).map(({ number, text: command }) => ({
      text: command,
      place: (offset: number) => ({ line: number, column: offset + 1 }),
    })),
  ];
  let count = 0;
  for (const { text: words, place } of code) {
    for (const match of words.matchAll(PATH)) {
      if (PLACEHOLDER.test(match[0])) continue;
      count++;
      // The number of a line, an anchor or the end of a clause is no part of it.
      const path = match[0]
        .replace(/(:\d+)*[#,:]?$|#.*$/, '')
        .replace(/\/$/, '');
      if (tree.has(path)) continue;
      findings.at(
        { file, ...place(match.index) },
        `${path} is not there`,
        'Write the path of what is meant, with <…> where a part of it varies, or add what is missing',
      );
    }
  }
  return count;
}
