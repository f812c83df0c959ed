/**
 * The packages with types and validators of the kinds, and the version of the software that they were made from. The
 * versions in package.json are exact: a range may choose an older one that knows fewer fields. A component that is pinned
 * to a newer version may know more fields; those that we use are then in the lock.
 */
export const packages = [
  { name: 'kubernetes-models', of: 'Kubernetes', version: '1.36.0' },
  { name: '@kubernetes-models/argo-cd', of: 'Argo CD', version: '3.3.9' },
  {
    name: '@kubernetes-models/cert-manager',
    of: 'cert-manager',
    version: '1.20.2',
    also: 'trust-manager 0.22.1',
  },
  {
    name: '@kubernetes-models/cloudnative-pg',
    of: 'CloudNativePG',
    version: '1.29.0',
  },
  {
    name: '@kubernetes-models/envoy-gateway',
    of: 'Envoy Gateway',
    version: '1.7.3',
  },
  {
    name: '@kubernetes-models/external-secrets',
    of: 'External Secrets',
    version: '0.16.2',
  },
  {
    name: '@kubernetes-models/gateway-api',
    of: 'Gateway API',
    version: '1.5.1',
  },
  {
    name: '@kubernetes-models/prometheus-operator',
    of: 'Prometheus Operator',
    version: '0.91.0',
  },
];
