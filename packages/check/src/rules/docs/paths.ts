import type { Findings } from '../../platform/Findings';
import { codeSpansOf, placeIn, type Paragraph } from './markdown';
import type { Tree } from './Tree';

/** A path from the root, in a code span of its own or in a command. */
const PATH =
  /(?<![^\s=;("'])(?:kubernetes|packages|gitops|templates|plugins|docs)\/[^\s;"')]*/g;
const PLACEHOLDER = /[<>*{}$…]|\.\.\.$/;

/** Looks at the paths that a paragraph names in backticks; says how many there are. */
export function lookAtPaths(
  file: string,
  paragraph: Paragraph,
  tree: Tree,
  findings: Findings,
): number {
  let count = 0;
  for (const span of codeSpansOf(paragraph)) {
    for (const match of span.text.matchAll(PATH)) {
      if (PLACEHOLDER.test(match[0])) continue;
      count++;
      // The number of a line, an anchor or the end of a clause is no part of it.
      const path = match[0]
        .replace(/(:\d+)*[#,:]?$|#.*$/, '')
        .replace(/\/$/, '');
      if (tree.has(path)) continue;
      findings.at(
        { file, ...placeIn(paragraph, span.offset + match.index) },
        `${path} is not there`,
        'Write the path of what is meant, with <…> where a part of it varies',
      );
    }
  }
  return count;
}
