import type { Telemetry } from '../../telemetry';

/** What a team might have made itself, beside the dashboards of the platform: one of its own and one a workload. */
export function teamDashboards({
  past,
  workloads,
}: Telemetry): Map<string, { model: Record<string, unknown>; folder: string }> {
  const found = new Map<
    string,
    { model: Record<string, unknown>; folder: string }
  >();
  for (const { name, states } of past.all('Namespace')) {
    const [, tenant] = /^tenant-(.+)$/.exec(name) ?? [];
    if (!tenant || !states.current) continue;
    found.set(`team-${tenant}`.slice(0, 40), {
      folder: `Team ${tenant}`,
      model: dashboard(
        `team-${tenant}`,
        `${tenant}: at a glance`,
        ['team', tenant],
        `sum by (workload) (rate(envoy_cluster_upstream_rq_xx{namespace="${name}"}[5m]))`,
      ),
    });
  }
  for (const { namespace, name, conditions } of workloads.all()) {
    const [, tenant] = /^tenant-(.+)$/.exec(namespace) ?? [];
    if (!tenant || !conditions.current?.routed) continue;
    const uid = `${tenant}--${name}`.slice(0, 40);
    found.set(uid, {
      folder: `Team ${tenant}`,
      model: dashboard(
        uid,
        `${name}: what customers do`,
        ['team', tenant, name],
        `sum(rate(envoy_cluster_upstream_rq_xx{namespace="${namespace}", workload="${name}"}[5m]))`,
      ),
    });
  }
  return found;
}

function dashboard(uid: string, title: string, tags: string[], expr: string) {
  return {
    uid: uid.slice(0, 40),
    title,
    tags,
    schemaVersion: 41,
    editable: true,
    time: { from: 'now-6h', to: 'now' },
    templating: { list: [] },
    panels: [
      {
        id: 1,
        type: 'timeseries',
        title: 'Requests',
        datasource: { type: 'prometheus', uid: 'prometheus' },
        gridPos: { h: 8, w: 24, x: 0, y: 0 },
        targets: [{ refId: 'A', expr }],
      },
    ],
  };
}
