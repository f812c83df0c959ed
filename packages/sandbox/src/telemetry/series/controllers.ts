import type { Applications } from '../past';
import { constant, type Series } from './Series';

const ARGOCD = {
  job: 'argocd-application-controller-metrics',
  namespace: 'argocd',
  pod: 'argocd-application-controller-0',
  container: 'application-controller',
};

/** How Applications are, as Argo CD's controller counts it. */
export function applicationSeries(applications: Applications): Series[] {
  return applications.all().flatMap(([name, timeline]) => {
    const series = new Map<string, Series>();
    for (const { value } of timeline.entries()) {
      if (!value) continue;
      const labels = {
        __name__: 'argocd_app_info',
        ...ARGOCD,
        name,
        project: value.project,
        dest_server: value.server,
        dest_namespace: value.namespace,
        repo: value.repository,
        sync_status: value.sync,
        health_status: value.health,
        operation: value.operation,
        autosync_enabled: String(value.automated),
      };
      const key = JSON.stringify(labels);
      if (series.has(key)) continue;
      series.set(key, {
        labels,
        at: time => {
          const now = timeline.at(time);
          return now &&
            now.sync === value.sync &&
            now.health === value.health &&
            now.operation === value.operation &&
            now.project === value.project
            ? 1
            : undefined;
        },
      });
    }
    return [...series.values()];
  });
}

/** The platform itself, which is always well here: nothing of it runs. */
export function platformSeries(): Series[] {
  const growing = (
    name: string,
    labels: Record<string, string>,
    aSecond: number,
  ): Series => ({
    labels: { __name__: name, ...labels },
    at: time => Math.floor((time / 1000 - 1_700_000_000) * aSecond),
  });
  const vaults = ['vault-0', 'vault-1', 'vault-2'];
  return [
    ...vaults.flatMap((pod, index) => {
      const labels = { job: 'vault', namespace: 'vault', pod };
      return [
        constant('up', labels, 1),
        constant('vault_core_unsealed', labels, 1),
        constant('vault_core_active', labels, Number(index === 0)),
        constant('vault_audit_log_request_failure', labels, 0),
        constant('vault_audit_log_response_failure', labels, 0),
      ];
    }),
    ...[
      ['monitoring/envoy-proxies', 'envoy-gateway-system'],
      ['kube-state-metrics', 'monitoring'],
      ['kubelet', 'kube-system'],
      ['apiserver', 'default'],
      ['loki', 'loki'],
      ['alloy', 'alloy'],
      ['grafana', 'grafana'],
      ['external-secrets-metrics', 'external-secrets'],
    ].map(([job, namespace]) => constant('up', { job, namespace }, 1)),
    constant('up', ARGOCD, 1),
    ...[
      ['vault', 'vault-snapshot'],
      ['keycloak', 'keycloak-realm'],
    ].map(([namespace, cronjob]) => ({
      labels: {
        __name__: 'kube_cronjob_status_last_successful_time',
        job: 'kube-state-metrics',
        namespace,
        cronjob,
      },
      at: (time: number) => Math.floor(time / 3_600_000) * 3600,
    })),
    constant(
      'kube_deployment_status_replicas_available',
      {
        job: 'kube-state-metrics',
        namespace: 'backstage',
        deployment: 'backstage',
      },
      2,
    ),
    constant(
      'kube_statefulset_status_replicas_ready',
      {
        job: 'kube-state-metrics',
        namespace: 'keycloak',
        statefulset: 'keycloak',
      },
      2,
    ),
    growing(
      'loki_distributor_lines_received_total',
      { job: 'loki', namespace: 'loki', pod: 'loki-0' },
      40,
    ),
    growing('argocd_app_reconcile_count', ARGOCD, 0.8),
    constant(
      'workqueue_depth',
      { ...ARGOCD, name: 'app_reconciliation_queue' },
      0,
    ),
    growing(
      'externalsecret_sync_calls_total',
      {
        job: 'external-secrets-metrics',
        namespace: 'external-secrets',
      },
      0.02,
    ),
    constant(
      'prometheus_build_info',
      {
        job: 'kube-prometheus-stack-prometheus',
        namespace: 'monitoring',
        version: '3.14.0',
      },
      1,
    ),
    constant(
      'kube_node_info',
      {
        job: 'kube-state-metrics',
        node: 'sandbox',
        kubelet_version: 'v1.36.1',
      },
      1,
    ),
  ];
}
