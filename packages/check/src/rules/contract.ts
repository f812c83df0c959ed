import { checkFiles, paths } from '@idp/platform-contract';
import type { Repository } from '../repository';
import { counted, type RuleResult } from '../rule';

const FOLDERS = [paths.tenants, paths.environments].map(name => `${name}/`);

/** The contract over all tenants and environments. */
export function contractRule(repository: Repository): RuleResult {
  const files = new Map(
    repository.files
      .filter(file => FOLDERS.some(folder => file.startsWith(folder)))
      .map(file => [file, repository.text(file)]),
  );
  const result = checkFiles(files, { complete: true });
  return {
    rule: 'contract',
    lookedAt: [
      counted(result.files, 'file'),
      counted(result.tenants.length, 'tenant'),
      counted(result.workloads.length, 'workload'),
    ].join(', '),
    problems: result.problems,
  };
}
