import type { Repository } from '../../repository';
import { counted, type RuleResult } from '../../rule';
import { Exceptions } from './exceptions';
import { Search, SECRETS } from './Search';

/** No secret in Git: not in a manifest, not in any file, not in an earlier version of one. */
export async function secretsRule(repository: Repository): Promise<RuleResult> {
  const exceptions = Exceptions.read(repository, SECRETS);
  const search = new Search(repository, exceptions);
  const { changed } = repository.scope;
  const isChanged = changed && new Set(changed);
  const files = isChanged
    ? repository.files.filter(file => isChanged.has(file))
    : repository.files;
  for (const file of files) await search.lookAtFile(file);
  await search.lookAtRendered();
  const past = await search.lookAtHistory();
  return {
    rule: SECRETS,
    lookedAt: `${counted(files.length, 'file')}, ${past}`,
    problems: [
      ...exceptions.problems,
      ...search.problems,
      ...(search.sawEverything ? exceptions.stale(SECRETS) : []),
    ],
    notes: search.notes,
  };
}
