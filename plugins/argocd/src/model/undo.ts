import type { Deployment, Revision } from '@idp/plugin-argocd-common';

/** The changes that came after a deployment, newest first, each once: what to undo to be back at it. */
export function changesSince(
  deployments: readonly Deployment[],
  id: number,
  revisions: Readonly<Record<string, Revision>>,
): NonNullable<Revision['change']>[] {
  const found = new Map<string, NonNullable<Revision['change']>>();
  for (const deployment of deployments) {
    if (deployment.id <= id) continue;
    for (const revision of deployment.revisions) {
      const change = revisions[revision]?.change;
      if (change && !found.has(change.id)) found.set(change.id, change);
    }
  }
  return [...found.values()];
}
