/**
 * Where schemas come from: the packages with types and validators of the kinds, and what the fields of the lock were held
 * against; each with the version of the software that it was made from. The versions in package.json are exact: a range
 * may choose an older one that knows fewer fields. A component that is pinned to a newer version may know more fields;
 * those that we use are then in the lock.
 *
 * `pin` says what decides on the version that a cluster has: a `chart`, a repository with manifests (`manifests`), or the
 * version of the cluster itself (`cluster`).
 */
export const packages = [
  {
    name: 'kubernetes-models',
    of: 'Kubernetes',
    version: '1.36.0',
    pin: { cluster: true },
  },
  {
    name: '@kubernetes-models/argo-cd',
    of: 'Argo CD',
    version: '3.3.9',
    pin: { chart: 'argo-cd' },
  },
  {
    name: '@kubernetes-models/cert-manager',
    of: 'cert-manager',
    version: '1.20.2',
    pin: { chart: 'cert-manager' },
    groups: {
      'trust.cert-manager.io': {
        of: 'trust-manager',
        version: '0.22.1',
        pin: { chart: 'trust-manager' },
      },
    },
  },
  {
    name: '@kubernetes-models/cloudnative-pg',
    of: 'CloudNativePG',
    version: '1.29.0',
    pin: { chart: 'cloudnative-pg' },
  },
  {
    name: '@kubernetes-models/envoy-gateway',
    of: 'Envoy Gateway',
    version: '1.7.3',
    pin: { chart: 'gateway-crds-helm' },
  },
  {
    name: '@kubernetes-models/external-secrets',
    of: 'External Secrets',
    version: '0.16.2',
    pin: { chart: 'external-secrets' },
  },
  {
    name: '@kubernetes-models/gateway-api',
    of: 'Gateway API',
    version: '1.5.1',
    pin: { chart: 'gateway-crds-helm' },
  },
  {
    name: '@kubernetes-models/prometheus-operator',
    of: 'Prometheus Operator',
    version: '0.91.0',
    pin: { chart: 'prometheus-operator-crds' },
  },
];

/** What decides on the version of a source of the lock, by the name in front of its version. */
const LOCKED = {
  keycloak: { manifests: 'keycloak-k8s-resources' },
  metallb: { chart: 'metallb' },
  'plugin-barman-cloud': { chart: 'plugin-barman-cloud' },
  'vault-config-operator': { chart: 'vault-config-operator' },
};

/**
 * What the schema of a kind was made from: `{of, version, pin}`; undefined where there is none.
 *
 * @param {string} apiVersion
 * @param {{package: object}} [model]
 * @param {{source: string}} [lock] - the entry of the kind in the lock
 */
export function sourceOf(apiVersion, model, lock) {
  if (model) {
    const [group] = apiVersion.split('/');
    const { of, version, pin } = model.package.groups?.[group] ?? model.package;
    return { of, version, pin };
  }
  const [, of, version] = /^(.+)-v?(\d.*)$/.exec(lock?.source ?? '') ?? [];
  return of && { of, version, pin: LOCKED[of] };
}
