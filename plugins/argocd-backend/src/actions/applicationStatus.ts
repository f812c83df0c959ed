import type { EntityApplications } from '@idp/plugin-argocd-common';

/** What somebody wants to know first of an entity's Applications. */
export function applicationStatus({
  applications,
  instances,
  missing,
  problems,
}: EntityApplications) {
  const live = new Set(
    instances
      .filter(({ state }) => state === 'live')
      .map(instance => instance.name),
  );
  return {
    applications: applications.map(application => ({
      ...application.ref,
      project: application.project,
      sync: application.sync.status,
      health: application.health.status,
      healthMessage: application.health.message,
      revisions: application.sync.revisions,
      operation: application.operation?.phase,
      operationMessage: application.operation?.message,
      conditions: application.conditions.map(
        ({ type, message }) => `${type}: ${message}`,
      ),
      deployedAt: application.deployments[0]?.deployedAt,
      stale: !live.has(application.ref.instance),
      url: application.url,
    })),
    missing,
    problems,
  };
}
