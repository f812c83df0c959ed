import { Findings } from '../../platform/Findings';
import type { Repository } from '../../repository';
import { counted, type RuleResult } from '../../rule';
import { lookAtEntities } from './entities';
import { lookAtGoldenPaths } from './goldenPaths';

const RULE = 'catalog';

/** What the portal's catalog reads of this repository is what Backstage takes. */
export async function catalogRule(repository: Repository): Promise<RuleResult> {
  const findings = new Findings(repository, RULE);
  const entities = await lookAtEntities(repository, findings);
  const goldenPaths = await lookAtGoldenPaths(repository, findings);
  return {
    rule: RULE,
    lookedAt: [
      entities === 1 ? '1 entity' : `${entities} entities`,
      counted(goldenPaths, 'golden path'),
    ].join(', '),
    problems: findings.problems,
    notes: [
      'Golden paths are not rendered here, as that takes a whole scaffolder: `npm test` renders each for its example and compares it with what is in gitops/tenants.',
    ],
  };
}
