import { Findings } from '../../platform/Findings';
import type { Repository } from '../../repository';
import { counted, type RuleResult } from '../../rule';
import { knownGroups, lookAtAccess } from './access';
import { lookAtApplication, lookAtClasses } from './applications';
import { dataSources, lookAtDashboard, lookAtRunbooks } from './monitoring';
import { lookAtNetwork } from './network';
import { lookAtSecrets } from './secrets';
import { World } from './World';

const RULE = 'references';

/** Whatever an object names is there, in each environment that has the object. */
export async function referencesRule(
  repository: Repository,
): Promise<RuleResult> {
  const findings = new Findings(repository, RULE);
  const world = await World.read(repository, findings);
  const groups = knownGroups(repository);
  const sources = dataSources(repository);
  for (const item of world.items) {
    lookAtNetwork(item, world);
    lookAtSecrets(item, world);
    lookAtAccess(item, world, groups);
    lookAtClasses(item, world);
    lookAtDashboard(item, world, sources);
    lookAtRunbooks(item, world);
  }
  const { applications } = await repository.rendered();
  for (const application of applications) lookAtApplication(application, world);
  // A tenant that is not looked at may name what nobody else does.
  if (repository.scope.tenants === 'all') world.reportUnused();
  return {
    rule: RULE,
    lookedAt: `${counted(world.count, 'reference')} of ${counted(
      world.items.length,
      'object',
    )} in all environments`,
    problems: findings.problems,
    notes: [
      'What charts make cannot be seen from here: it is believed as far as component.yaml lists it below spec.brings.',
      ...(groups
        ? []
        : ['No realm file was found, so names of groups were not looked up.']),
      ...(sources
        ? []
        : [
            'No values declare data sources of Grafana, so those of dashboards were not looked up.',
          ]),
    ],
  };
}
