import type { Repository } from '../repository';
import { counted, type RuleResult } from '../rule';

/** Every kustomization of every environment renders, and the check can follow what Argo CD makes of it. */
export async function renderRule(repository: Repository): Promise<RuleResult> {
  const { folders, applications, problems } = await repository.rendered();
  const objects = folders.reduce(
    (sum, { documents }) => sum + documents.length,
    0,
  );
  return {
    rule: 'render',
    lookedAt: [
      counted(folders.length, 'kustomization'),
      counted(objects, 'object'),
      counted(applications.length, 'Application'),
    ].join(', '),
    problems: [...problems],
  };
}
