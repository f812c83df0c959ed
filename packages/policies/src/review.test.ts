import { reviewOf, serviceAccount } from './review';

const userInfo = serviceAccount('tenant-demo', 'deployer');

describe('reviewOf', () => {
  it.each([
    ['v1', 'Service', '', 'v1', 'services'],
    ['v1', 'Endpoints', '', 'v1', 'endpoints'],
    [
      'networking.k8s.io/v1',
      'NetworkPolicy',
      'networking.k8s.io',
      'v1',
      'networkpolicies',
    ],
    ['networking.k8s.io/v1', 'Ingress', 'networking.k8s.io', 'v1', 'ingresses'],
    [
      'gateway.networking.k8s.io/v1',
      'Gateway',
      'gateway.networking.k8s.io',
      'v1',
      'gateways',
    ],
    [
      'storage.k8s.io/v1',
      'StorageClass',
      'storage.k8s.io',
      'v1',
      'storageclasses',
    ],
    [
      'policy/v1',
      'PodDisruptionBudget',
      'policy',
      'v1',
      'poddisruptionbudgets',
    ],
  ])(
    'knows the resource of %s %s',
    (apiVersion, kind, group, version, resource) => {
      expect(
        reviewOf({ apiVersion, kind, metadata: { name: 'x' } }, { userInfo }),
      ).toMatchObject({
        operation: 'CREATE',
        kind: { group, version, kind },
        resource: { group, version, resource },
        name: 'x',
      });
    },
  );

  it('gives a namespace its own name as namespace, as the API server does', () => {
    const { namespace } = reviewOf(
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'tenant-demo' },
      },
      { userInfo },
    );
    expect(namespace).toBe('tenant-demo');
  });
});
