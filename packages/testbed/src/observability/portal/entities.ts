/** Entities beside those that follow from Git: shapes that no blueprint makes yet, and authors who want more than is theirs. */
export const entities = [
  component('payments', 'newcomer', {}),
  component('payments', 'mailer', { 'platform.idp/blueprint': 'worker' }),
  component('payments', 'nightly', { 'platform.idp/blueprint': 'job' }),
  // What the configuration confirms, is theirs.
  component('default', 'confirmed', {
    'grafana/namespace': 'tenant-payments',
    'grafana/workload': 'orders',
  }),
  component('default', 'thief', {
    'grafana/namespace': 'tenant-billing',
    'grafana/workload': 'ledger',
    'grafana/alert-label-selector':
      'namespace=tenant-billing,workload=ledger,tenant=billing,severity=warning',
  }),
  component('default', 'kubernetes-thief', {
    'backstage.io/kubernetes-namespace': 'tenant-billing',
    'backstage.io/kubernetes-id': 'ledger',
  }),
  component('default', 'breaker', {
    'grafana/namespace': 'tenant-payments", namespace=~".+',
    'grafana/workload': '"} or {namespace=~".+',
    'grafana/alert-label-selector': 'namespace=~.+',
  }),
  component('default', 'guesser', {
    'grafana/namespace': 'tenant-payments',
    'grafana/workload': 'l.dg.r',
  }),
  component('payments', 'mover', {
    'platform.idp/tenant': 'billing',
    'platform.idp/workload': 'ledger',
    'backstage.io/kubernetes-namespace': 'tenant-billing',
    'grafana/namespace': 'tenant-billing',
    'grafana/workload': 'ledger',
    'grafana/alert-label-selector': 'namespace=tenant-billing',
  }),
];

function component(
  namespace: string,
  name: string,
  annotations: Record<string, string>,
) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { namespace, name, annotations },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/payments',
    },
  };
}
