import { matchesPolicy } from './match';
import { reviewOf, serviceAccount } from './review';
import type { AdmissionRequest, MatchResources, ResourceRule } from './types';

const userInfo = serviceAccount('tenant-demo', 'deployer');
const deployment = reviewOf(
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'hello', namespace: 'tenant-demo', labels: { a: 'b' } },
  },
  { userInfo, namespaceLabels: { kind: 'tenant' } },
);
const namespace = (labels: Record<string, string>) =>
  reviewOf(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x', labels } },
    { userInfo, namespaceLabels: { kind: 'before' } },
  );

const all: ResourceRule = {
  apiGroups: ['*'],
  apiVersions: ['*'],
  operations: ['*'],
  resources: ['*/*'],
};

describe('matchesPolicy', () => {
  it.each<[string, ResourceRule, Partial<AdmissionRequest>, boolean]>([
    ['everything', all, {}, true],
    ['another operation', { ...all, operations: ['DELETE'] }, {}, false],
    ['another group', { ...all, apiGroups: [''] }, {}, false],
    ['the resource', { ...all, resources: ['deployments'] }, {}, true],
    ['another resource', { ...all, resources: ['pods'] }, {}, false],
    [
      'no subresource',
      { ...all, resources: ['*'] },
      { subResource: 'scale' },
      false,
    ],
    [
      'one subresource',
      { ...all, resources: ['*/scale'] },
      { subResource: 'scale' },
      true,
    ],
    [
      'each subresource',
      { ...all, resources: ['deployments/*'] },
      { subResource: 'scale' },
      true,
    ],
    [
      'each subresource and none',
      { ...all, resources: ['deployments/*'] },
      {},
      true,
    ],
    [
      'another subresource',
      { ...all, resources: ['deployments/status'] },
      { subResource: 'scale' },
      false,
    ],
    ['another name', { ...all, resourceNames: ['other'] }, {}, false],
    ['the name', { ...all, resourceNames: ['hello'] }, {}, true],
    ['the whole cluster', { ...all, scope: 'Cluster' }, {}, false],
    ['what is in namespaces', { ...all, scope: 'Namespaced' }, {}, true],
    [
      'another version, as it is converted',
      { ...all, apiVersions: ['v2'] },
      {},
      true,
    ],
  ])('tells a rule for %s', (_, rule, change, matches) => {
    const request = { ...deployment, ...change };
    expect(matchesPolicy({ resourceRules: [rule] }, request)).toBe(matches);
    expect(
      matchesPolicy(
        { resourceRules: [all], excludeResourceRules: [rule] },
        request,
      ),
    ).toBe(!matches);
  });

  it('does not convert where a policy says Exact', () => {
    expect(
      matchesPolicy(
        {
          matchPolicy: 'Exact',
          resourceRules: [{ ...all, apiVersions: ['v2'] }],
        },
        deployment,
      ),
    ).toBe(false);
  });

  const selecting = (
    operator: string,
    key: string,
    values?: string[],
  ): MatchResources => ({
    resourceRules: [all],
    namespaceSelector: { matchExpressions: [{ key, operator, values }] },
  });

  it.each([
    [selecting('In', 'kind', ['tenant']), true],
    [selecting('In', 'kind', ['platform']), false],
    [selecting('NotIn', 'kind', ['tenant']), false],
    [selecting('NotIn', 'missing', ['tenant']), true],
    [selecting('Exists', 'kind'), true],
    [selecting('Exists', 'missing'), false],
    [selecting('DoesNotExist', 'missing'), true],
  ])('selects by the namespace %#', (constraints, matches) => {
    expect(matchesPolicy(constraints, deployment)).toBe(matches);
  });

  it('judges a namespace by the labels that it is to have, a deleted one by those that it has', () => {
    const to = selecting('In', 'kind', ['after']);
    expect(matchesPolicy(to, namespace({ kind: 'after' }))).toBe(true);
    expect(matchesPolicy(to, namespace({}))).toBe(false);
    const gone = { ...namespace({}), operation: 'DELETE' as const };
    expect(matchesPolicy(selecting('In', 'kind', ['before']), gone)).toBe(true);
  });

  it('counts a namespace to the whole cluster, and never lets off what has no namespace', () => {
    const cluster = { ...all, scope: 'Cluster' };
    expect(matchesPolicy({ resourceRules: [cluster] }, namespace({}))).toBe(
      true,
    );
    const role = reviewOf(
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'x' },
      },
      { userInfo },
    );
    expect(matchesPolicy(selecting('In', 'kind', ['tenant']), role)).toBe(true);
  });

  it('selects by the object, new or old', () => {
    const constraints = {
      resourceRules: [all],
      objectSelector: { matchLabels: { a: 'b' } },
    };
    const { object, ...rest } = deployment;
    expect(matchesPolicy(constraints, deployment)).toBe(true);
    expect(matchesPolicy(constraints, { ...rest, oldObject: object })).toBe(
      true,
    );
    expect(matchesPolicy(constraints, rest)).toBe(false);
  });
});
