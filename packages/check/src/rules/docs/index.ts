import { Findings } from '../../platform/Findings';
import type { Repository } from '../../repository';
import { counted, type RuleResult } from '../../rule';
import { lookAtAdrs } from './adrs';
import { lookAtLinks } from './links';
import { paragraphsOf } from './markdown';
import { lookAtNav } from './nav';
import { lookAtPaths } from './paths';
import { Tree } from './Tree';

const RULE = 'docs';

/** What the documents point at is there, and each of them is found. */
export function docsRule(repository: Repository): RuleResult {
  const findings = new Findings(repository, RULE);
  const tree = new Tree(repository);
  const pages = repository.files.filter(file => /\.md$/i.test(file));
  let links = 0;
  let paths = 0;
  for (const page of pages) {
    const text = repository.text(page);
    for (const paragraph of paragraphsOf(text))
      links += lookAtLinks(page, paragraph, tree, repository, findings);
    paths += lookAtPaths(page, text, tree, findings);
  }
  const decisions = lookAtAdrs(repository, findings);
  lookAtNav(repository, findings);
  return {
    rule: RULE,
    lookedAt: [
      counted(pages.length, 'page'),
      counted(links, 'link'),
      counted(paths, 'path'),
      counted(decisions, 'decision'),
    ].join(', '),
    problems: findings.problems,
    notes: ['Addresses outside of the repository are not asked for.'],
  };
}
