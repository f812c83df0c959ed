import type { DeployedChange, Deployment } from '@idp/plugin-argocd-common';

/** The changes that came after a deployment, newest first, each once: what to undo to be back at it. */
export function changesSince(
  deployments: readonly Deployment[],
  { id, change: kept }: Pick<Deployment, 'change' | 'id'>,
): DeployedChange[] {
  const found = new Map<string, DeployedChange>();
  for (const deployment of deployments) {
    const { change } = deployment;
    // What was deployed again without a change is of the same one.
    if (deployment.id <= id || !change || change.id === kept?.id) continue;
    if (!found.has(change.id)) found.set(change.id, change);
  }
  return [...found.values()];
}
