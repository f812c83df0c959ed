import { policyOf } from './__testUtils__/policyOf';
import { compilePolicies } from './compile';
import { evaluatePolicies } from './evaluate';
import { reviewOf, serviceAccount } from './review';
import type { BindingSpec, KubernetesObject, PolicySpec } from './types';

const service = (spec: Record<string, unknown> = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'hello', namespace: 'tenant-demo' },
  spec,
});

const request = (object: KubernetesObject, oldObject?: KubernetesObject) =>
  reviewOf(object, {
    userInfo: serviceAccount('tenant-demo', 'deployer'),
    namespaceLabels: { 'platform.idp/kind': 'tenant' },
    ...(oldObject && { operation: 'UPDATE', oldObject }),
  });

function verdict(
  spec: PolicySpec,
  object = service(),
  binding: Partial<BindingSpec> = {},
  params: KubernetesObject[] = [],
) {
  return evaluatePolicies(
    compilePolicies([...policyOf(spec, binding), ...params]),
    request(object),
  ).map(({ message }) => message);
}

const rule = (expression: string, message = 'no') => ({
  validations: [{ expression, message }],
});

describe('evaluatePolicies', () => {
  it('names policy, binding, actions and expression of what is violated', () => {
    expect(
      evaluatePolicies(
        compilePolicies(
          policyOf(rule('object.spec.size() > 0', 'Write a spec.'), {
            validationActions: ['Deny', 'Audit'],
          }),
        ),
        request(service()),
      ),
    ).toEqual([
      {
        policy: 'test',
        binding: 'test',
        actions: ['Deny', 'Audit'],
        message: 'Write a spec.',
        expression: 'object.spec.size() > 0',
      },
    ]);
  });

  it.each([
    ['object.spec.count == 2', { count: 2 }],
    ['object.spec.ratio == 0.5', { ratio: 0.5 }],
    ['!has(object.spec.gone)', { gone: null }],
    ["object.spec.list == ['a']", { list: ['a'] }],
    ["request.userInfo.username.endsWith(':deployer')", {}],
    ["'system:serviceaccounts:tenant-demo' in request.userInfo.groups", {}],
    [
      "request.resource.group == '' && request.resource.resource == 'services'",
      {},
    ],
    ["request.?subResource.orValue('none') == 'none'", {}],
    ["namespaceObject.metadata.labels['platform.idp/kind'] == 'tenant'", {}],
    ['oldObject == null', {}],
  ])('sees the request as the API server does: %s', (expression, spec) => {
    expect(verdict(rule(expression), service(spec))).toEqual([]);
  });

  it.each([
    ['a field that is missing', 'object.spec.nope == 1'],
    ['a type that does not fit', "object.spec.count.startsWith('a')"],
    ['an old object that is none', "oldObject.metadata.name == 'x'"],
  ])('refuses where the expression fails: %s', (_, expression) => {
    const found = verdict(rule(expression), service({ count: 1 }));
    expect(found).toEqual([expect.stringContaining('cannot be evaluated')]);
    expect(found[0]).toContain(expression);
  });

  it('lets failures pass only where the policy says so, and what is false never', () => {
    const ignore = { failurePolicy: 'Ignore' };
    expect(verdict({ ...ignore, ...rule('object.spec.nope == 1') })).toEqual(
      [],
    );
    expect(verdict({ ...ignore, ...rule('false') })).toEqual(['no']);
  });

  it('evaluates a variable where it is used, and not before', () => {
    const variables = [
      { name: 'broken', expression: 'object.spec.nope' },
      { name: 'fine', expression: 'object.metadata.name' },
    ];
    expect(
      verdict({ variables, ...rule("variables.fine == 'hello'") }),
    ).toEqual([]);
    expect(verdict({ variables, ...rule('variables.broken == 1') })).toEqual([
      expect.stringContaining('No such key: nope'),
    ]);
  });

  it('skips where a condition is false, even beside one that fails', () => {
    const matchConditions = [
      { name: 'fails', expression: 'object.spec.nope == 1' },
      { name: 'other', expression: "object.kind == 'Pod'" },
    ];
    expect(verdict({ matchConditions, ...rule('false') })).toEqual([]);
    expect(
      verdict({ matchConditions: [matchConditions[0]], ...rule('true') }),
    ).toEqual([expect.stringContaining('No such key: nope')]);
  });

  it('makes the message from the object, else takes the fixed one', () => {
    const message = (messageExpression: string) =>
      verdict({
        validations: [
          { expression: 'false', message: 'fixed', messageExpression },
        ],
      });
    expect(message("'not ' + object.metadata.name")).toEqual(['not hello']);
    expect(message("'not ' + string(object.spec.nope)")).toEqual(['fixed']);
    expect(message("' '")).toEqual(['fixed']);
    expect(message("'two\\nlines'")).toEqual(['fixed']);
    expect(verdict({ validations: [{ expression: 'false' }] })).toEqual([
      'failed expression: false',
    ]);
  });

  it('asks with the parameters that the binding names, and refuses where they are missing', () => {
    const config = (namespace: string, domain: string): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'p', namespace },
      data: { domain },
    });
    const spec = {
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      ...rule("params.data.domain == 'right'"),
    };
    const paramRef = {
      name: 'p',
      namespace: 'policy',
      parameterNotFoundAction: 'Deny',
    };
    const decoy = config('other', 'right');
    const ask = (...params: KubernetesObject[]) =>
      verdict(spec, service(), { paramRef }, params);
    expect(ask(decoy, config('policy', 'right'))).toEqual([]);
    expect(ask(decoy, config('policy', 'wrong'))).toEqual(['no']);
    expect(ask(decoy)).toEqual([expect.stringContaining('are not there')]);
  });

  it('needs the labels of the namespace where a policy selects by them', () => {
    const set = compilePolicies(
      policyOf({
        matchConstraints: {
          namespaceSelector: { matchLabels: { a: 'b' } },
        },
        ...rule('false'),
      }),
    );
    const { namespaceLabels, ...without } = request(service());
    expect(namespaceLabels).toBeDefined();
    expect(() => evaluatePolicies(set, without)).toThrow(
      /labels of 'tenant-demo' are not known/,
    );
  });
});
