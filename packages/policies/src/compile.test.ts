import { compilePolicies, PolicyError } from './compile';
import { policyOf } from './__testUtils__/policyOf';

function problemsOf(...args: Parameters<typeof policyOf>): string[] {
  try {
    compilePolicies(policyOf(...args));
    return [];
  } catch (error) {
    return (error as PolicyError).problems.map(
      ({ at, message }) => `${at}: ${message}`,
    );
  }
}

describe('compilePolicies', () => {
  it.each([
    ['a typed comparison', "object.spec.type == 'ClusterIP'"],
    ['an optional field', "object.spec.?type.orValue('x') == 'x'"],
    ['an optional key', "object.metadata.?labels[?'a/b'].orValue('') != ''"],
    ['macros', "object.spec.list.all(x, x.startsWith('a'))"],
    ['a variable by its type', 'variables.flag'],
    ['durations', "duration('1h') >= duration('1m')"],
  ])('takes %s', (_, expression) => {
    expect(
      problemsOf({
        variables: [{ name: 'flag', expression: 'object.spec.size() > 1' }],
        validations: [{ expression }],
      }),
    ).toEqual([]);
  });

  // Each of these is refused by the API server when the policy is written, or would decide differently there.
  it.each([
    ['syntax', 'object.spec &&', /.+/],
    ['an unknown variable', 'thing == 1', /thing/],
    ['an unknown field of the request', "request.user == 'x'", /user/],
    ['an unknown field of the user', "request.userInfo.nam == 'x'", /nam/],
    ['an unknown policy variable', 'variables.nope', /nope/],
    ['a result that may be no bool', 'object.spec.flag', /bool/],
    ['types that never fit', "1 == 'x'", /overload/],
    ['params without a kind of them', "params.data.x == 'x'", /params/],
    ['mixed lists', "[1, 'x'].size() == 2", /same type/],
    ['a function of cel-js alone', "b'x'.hex() == ''", /share/],
    ['a function of Kubernetes alone', "quantity('1') == 1", /quantity|share/],
    ['looking ahead', "object.a.matches('a(?=b)')", /looks around/],
    [
      'a pattern out of the object',
      'object.a.matches(object.b)',
      /written out/,
    ],
  ])('refuses %s', (_, expression, message) => {
    expect(problemsOf({ validations: [{ expression }] })).toEqual([
      expect.stringMatching(message),
    ]);
  });

  it('refuses variables in a match condition, where the cluster has none', () => {
    expect(
      problemsOf({
        variables: [{ name: 'flag', expression: 'true' }],
        matchConditions: [{ name: 'c', expression: 'variables.flag' }],
        validations: [{ expression: 'true' }],
      }),
    ).toEqual([expect.stringMatching(/^matchConditions c: .*variables/)]);
  });

  it('lets a variable see those above it, and says once what is wrong with one', () => {
    expect(
      problemsOf({
        variables: [
          { name: 'b', expression: 'variables.a + 1' },
          { name: 'a', expression: '1' },
        ],
        validations: [{ expression: 'variables.b == 2' }],
      }),
    ).toEqual(['variables b: No such key: a']);
  });

  it('wants text from a messageExpression', () => {
    expect(
      problemsOf({
        validations: [{ expression: 'true', messageExpression: 'object.name' }],
      }),
    ).toEqual([expect.stringMatching(/^validations 0: .*string/)]);
  });

  it('wants validations, a binding for each policy and a policy for each binding', () => {
    expect(problemsOf({ validations: [] })).toEqual([
      'validations: there are none',
    ]);
    const [policy, binding] = policyOf({
      validations: [{ expression: 'true' }],
    });
    expect(() => compilePolicies([policy])).toThrow(/binding: there is none/);
    expect(() => compilePolicies([binding])).toThrow(/there is no such policy/);
  });
});
