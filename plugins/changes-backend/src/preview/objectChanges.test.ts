import { objectChanges } from './objectChanges';

const deployment = (replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'orders' },
  spec: { replicas, template: { spec: { containers: [{ name: 'orders' }] } } },
});

const configMap = (hash: string, level: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: `orders--config-${hash}` },
  data: { LOG_LEVEL: level },
});

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'orders' },
};

describe('the objects of two builds', () => {
  it('are compared one by one, whatever their order', () => {
    const { objects, unchanged } = objectChanges(
      [service, deployment(2)],
      [deployment(3), service],
    );
    expect(unchanged).toBe(1);
    expect(objects).toEqual([
      {
        path: 'Deployment/orders',
        status: 'modified',
        additions: 1,
        deletions: 1,
        patch: expect.stringMatching(
          /^diff --git a\/Deployment\/orders b\/Deployment\/orders\n[^]*\n- {2}replicas: 2\n\+ {2}replicas: 3\n[^]*\n$/,
        ),
      },
    ]);
  });

  it('that come or go are shown whole', () => {
    const { objects } = objectChanges([service], [deployment(1)]);
    expect(
      objects.map(({ path, status, additions, deletions }) => [
        path,
        status,
        additions > 0,
        deletions > 0,
      ]),
    ).toEqual([
      ['Deployment/orders', 'added', true, false],
      ['Service/orders', 'deleted', false, true],
    ]);
    expect(objects[0].patch).toContain('--- /dev/null\n+++ b/Deployment');
    expect(objects[1].patch).toContain('--- a/Service/orders\n+++ /dev/null');
  });

  it('are the same ConfigMap under a name with another hash', () => {
    const { objects } = objectChanges(
      [configMap('7b8t9k2m4f', 'info')],
      [configMap('c9d2h5m6g7', 'debug')],
    );
    expect(objects).toEqual([
      expect.objectContaining({
        path: 'ConfigMap/orders--config',
        status: 'modified',
        patch: expect.stringContaining('+  LOG_LEVEL: debug'),
      }),
    ]);
  });

  it('have no diff where it would be too long to read', () => {
    const big = { ...service, data: Array.from({ length: 6000 }, (_, n) => n) };
    expect(objectChanges([], [big]).objects).toEqual([
      expect.objectContaining({ additions: 6005, omitted: 'too-large' }),
    ]);
  });
});
