import { checkFiles } from '@idp/platform-contract';
import { readRepository } from '../readRepository';
import { counted, type RuleResult } from '../report';

/** The contract over all tenants and environments. */
export async function contractRule(root: string): Promise<RuleResult> {
  const files = readRepository(root, ['gitops/tenants', 'gitops/environments']);
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
