import type { Findings } from '../../platform/Findings';
import type { Repository } from '../../repository';
import { linksOf, paragraphsOf } from './markdown';

export const ADR = /^docs\/adr\/(\d{4})-[^/]+\.md$/;
const INDEX = 'docs/adr/index.md';

/** Every decision has a number of its own, and is in the index. */
export function lookAtAdrs(repository: Repository, findings: Findings): number {
  const adrs = repository.files.filter(file => ADR.test(file));
  if (!adrs.length) return 0;
  const listed = new Set(
    paragraphsOf(repository.text(INDEX))
      .flatMap(linksOf)
      .map(({ target }) => `docs/adr/${target.replace(/^\.\//, '')}`),
  );
  const numbers = new Map<string, string>();
  for (const file of adrs) {
    const [, number] = ADR.exec(file)!;
    const twin = numbers.get(number);
    numbers.set(number, twin ?? file);
    if (twin) {
      findings.at(
        file,
        `${twin} has the number ${Number(number)}, too`,
        'Give the later decision the next free number, in its file, heading and the index',
      );
    }
    const [, heading] = /^# (\d+)\. /m.exec(repository.text(file)) ?? [];
    if (Number(heading) !== Number(number)) {
      findings.at(
        file,
        heading
          ? `the heading has the number ${heading}`
          : 'the heading has no number',
        `Begin the heading with "# ${Number(number)}. "`,
      );
    }
    if (!listed.has(file)) {
      findings.at(
        file,
        `${INDEX} does not list this decision`,
        'Add it to the index',
      );
    }
  }
  return adrs.length;
}
