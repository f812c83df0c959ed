import path from 'node:path';
import type { Findings } from '../../platform/Findings';
import type { Repository } from '../../repository';
import { headingSlugs, linksOf, placeIn, type Paragraph } from './markdown';
import type { Tree } from './Tree';

const OUTSIDE = /^([a-z][a-z0-9+.-]*:|\/\/)/i;
/** A template's own words, which become an address when it is filled in. */
const PLACEHOLDER = /[{}$<>*…]/;

/** Looks at the links of a paragraph that lead to this repository; says how many there are. */
export function lookAtLinks(
  file: string,
  paragraph: Paragraph,
  tree: Tree,
  repository: Repository,
  findings: Findings,
): number {
  const links = linksOf(paragraph).filter(
    ({ target }) => !OUTSIDE.test(target) && !PLACEHOLDER.test(target),
  );
  for (const { offset, target } of links) {
    const complain = (message: string, remedy: string) =>
      findings.at({ file, ...placeIn(paragraph, offset) }, message, remedy);
    const [to = '', anchor] = decoded(target).split('#');
    const found = to ? resolve(file, to) : file;
    if (!tree.has(found)) {
      complain(
        `the link ${target} leads to ${found || to}, which is not there`,
        'Write the path from this file to one that Git keeps, or remove the link',
      );
    } else if (file.startsWith('docs/') && !found.startsWith('docs/')) {
      complain(
        `the link ${target} leaves docs, and only docs is published in the portal`,
        'Name the file in backticks, by its path from the root',
      );
    } else if (anchor) {
      const page = pageOf(found, tree);
      if (page && !headingSlugs(repository.text(page)).has(anchor)) {
        complain(
          `${page} has no heading for #${anchor}`,
          'Write the anchor of a heading that is there',
        );
      }
    }
  }
  return links.length;
}

/** From the root; what begins with / is from there already. */
function resolve(file: string, to: string): string {
  const from = to.startsWith('/') ? '' : path.posix.dirname(file);
  return path.posix.join('/', from, to).replace(/^\/|\/$/g, '');
}

/** The page that a target shows; a folder shows its README. */
function pageOf(target: string, tree: Tree): string | undefined {
  if (target.endsWith('.md')) return target;
  const readme = target ? `${target}/README.md` : 'README.md';
  return tree.has(readme) ? readme : undefined;
}

function decoded(target: string) {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
