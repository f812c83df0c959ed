import { compareInventories, declared } from './inventory';
import type { KubeObject } from './types';

const deployment = (metadata: object, more: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'orders', namespace: 'tenant-payments', ...metadata },
  spec: { replicas: 2 },
  ...more,
});

describe('declared', () => {
  it('is the same for the same thing in another cluster', () => {
    const one = deployment(
      {
        uid: '1',
        resourceVersion: '5',
        creationTimestamp: 'then',
        annotations: { 'deployment.kubernetes.io/revision': '3' },
        ownerReferences: [{ kind: 'X', name: 'x', uid: '7' }],
      },
      { status: { replicas: 2 } },
    );
    const other = deployment({
      uid: '2',
      resourceVersion: '9',
      creationTimestamp: 'now',
      ownerReferences: [{ name: 'x', kind: 'X', uid: '8' }],
    });
    expect(declared(one)).toBe(declared(other));
  });

  it('differs where a field, a label or the value of a Secret does', () => {
    const secret = (value: string): KubeObject => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      data: { password: value },
    });
    expect(declared(secret('YQ=='))).not.toBe(declared(secret('Yg==')));
    expect(declared(secret('YQ=='))).not.toContain('YQ==');
    expect(declared(deployment({ labels: { a: 'b' } }))).not.toBe(
      declared(deployment({ labels: { a: 'c' } })),
    );
    expect(declared(deployment({}, { spec: { replicas: 3 } }))).not.toBe(
      declared(deployment({})),
    );
  });
});

describe('declared, of an ApplicationSet', () => {
  const set = (template?: object): KubeObject => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'tenants', namespace: 'argocd' },
    spec: { generators: [{ git: { revision: 'main', template } }] },
  });

  it('has no template in which nothing is said, and each in which something is', () => {
    const empty = { metadata: {}, spec: { destination: {}, project: '' } };
    expect(declared(set(empty))).toBe(declared(set()));
    const said = { metadata: {}, spec: { destination: {}, project: 'x' } };
    expect(declared(set(said))).not.toBe(declared(set()));
  });
});

describe('compareInventories', () => {
  it('names what is gone, what is new and what is otherwise', () => {
    const lines = compareInventories(
      new Map([
        ['Service a', '{"x":1}'],
        ['Service b', '1'],
        ['Service same', '1'],
      ]),
      new Map([
        ['Service a', '{"x":2}'],
        ['Service c', '1'],
        ['Service same', '1'],
      ]),
    );
    expect(lines).toEqual([
      'Service a: …{"x":1}… is now …{"x":2}…',
      'Service b is missing',
      'Service c was not there before',
    ]);
  });
});
