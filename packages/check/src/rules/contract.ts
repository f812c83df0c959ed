import { checkFiles } from '@idp/platform-contract';
import { readRepository } from '../readRepository';
import type { RuleResult } from '../report';

/** The contract over all tenants and environments. */
export async function contractRule(root: string): Promise<RuleResult> {
  const files = readRepository(root, ['gitops/tenants', 'gitops/environments']);
  const result = checkFiles(files, { complete: true });
  return {
    rule: 'contract',
    lookedAt: `${result.files} files, ${result.tenants.length} tenants, ${result.workloads.length} workloads`,
    problems: result.problems,
  };
}
