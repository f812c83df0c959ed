import {
  compileExpression,
  environmentOf,
  firstLine,
  type Expression,
} from './cel';
import type { BindingSpec, KubernetesObject, PolicySpec } from './types';

/** A policy with its expressions compiled and its bindings. */
export interface CompiledPolicy {
  name: string;
  spec: PolicySpec;
  conditions: Array<{ name: string; expression: Expression }>;
  variables: Array<{ name: string; expression: Expression }>;
  validations: Array<{
    expression: Expression;
    message?: string;
    messageExpression?: Expression;
    reason?: string;
  }>;
  bindings: Array<{ name: string; spec: BindingSpec }>;
}

/**
 * Policies with their bindings, and the objects that may be their parameters.
 *
 * @public
 */
export interface PolicySet {
  readonly policies: readonly CompiledPolicy[];
  readonly params: readonly KubernetesObject[];
}

/**
 * Thrown for policies that the API server would not take, or that cannot be evaluated here as it would: all that is wrong.
 *
 * @public
 */
export class PolicyError extends Error {
  constructor(
    readonly problems: Array<{
      policy: string;
      at: string;
      message: string;
    }>,
  ) {
    super(
      problems
        .map(({ policy, at, message }) => `${policy}: ${at}: ${message}`)
        .join('\n'),
    );
    this.name = 'PolicyError';
  }
}

const GROUP = 'admissionregistration.k8s.io/';

/**
 * Compiles what a render of `kubernetes/policy` holds: policies, their bindings and their parameters, in any order.
 *
 * @public
 */
export function compilePolicies(documents: KubernetesObject[]): PolicySet {
  const problems: PolicyError['problems'] = [];
  const ofKind = (kind: string) =>
    documents.filter(
      document =>
        document.kind === kind && document.apiVersion?.startsWith(GROUP),
    );
  const bindings = ofKind('ValidatingAdmissionPolicyBinding').map(binding => ({
    name: nameOf(binding),
    spec: binding.spec as BindingSpec,
  }));
  const policies = ofKind('ValidatingAdmissionPolicy').map(policy =>
    compile(nameOf(policy), (policy.spec ?? {}) as PolicySpec, (at, message) =>
      problems.push({ policy: nameOf(policy), at, message }),
    ),
  );
  for (const { name, spec } of bindings) {
    const policy = policies.find(each => each.name === spec.policyName);
    if (policy) policy.bindings.push({ name, spec });
    else {
      problems.push({
        policy: spec.policyName,
        at: `binding ${name}`,
        message: 'there is no such policy',
      });
    }
  }
  for (const { name, bindings: bound } of policies) {
    if (bound.length === 0) {
      problems.push({
        policy: name,
        at: 'binding',
        message: 'there is none, so the policy decides nothing',
      });
    }
  }
  if (problems.length > 0) throw new PolicyError(problems);

  const kinds = new Set(
    policies.flatMap(({ spec }) =>
      spec.paramKind
        ? [`${spec.paramKind.apiVersion}/${spec.paramKind.kind}`]
        : [],
    ),
  );
  return {
    policies,
    params: documents.filter(({ apiVersion, kind }) =>
      kinds.has(`${apiVersion}/${kind}`),
    ),
  };
}

function compile(
  name: string,
  spec: PolicySpec,
  report: (at: string, message: string) => void,
): CompiledPolicy {
  const params = Boolean(spec.paramKind);
  const types: Record<string, string> = {};
  const attempt = <T>(at: string, work: () => T): T[] => {
    try {
      return [work()];
    } catch (error) {
      report(at, firstLine(error));
      return [];
    }
  };

  const outside = environmentOf({ params });
  const conditions = (spec.matchConditions ?? []).flatMap(condition =>
    attempt(`matchConditions ${condition.name}`, () => ({
      name: condition.name,
      expression: compileExpression(outside, condition.expression, 'bool'),
    })),
  );
  const variables = (spec.variables ?? []).flatMap(variable =>
    attempt(`variables ${variable.name}`, () => {
      // A variable sees those above it.
      const seen = { ...types };
      // Whatever is wrong with one is said once, and not again where it is used.
      types[variable.name] = 'dyn';
      const expression = compileExpression(
        environmentOf({ variables: seen, params }),
        variable.expression,
      );
      types[variable.name] = expression.type;
      return { name: variable.name, expression };
    }),
  );
  const inside = environmentOf({ variables: types, params });
  const validations = (spec.validations ?? []).flatMap((validation, index) =>
    attempt(`validations ${index}`, () => ({
      expression: compileExpression(inside, validation.expression, 'bool'),
      message: validation.message,
      reason: validation.reason,
      ...(validation.messageExpression && {
        messageExpression: compileExpression(
          inside,
          validation.messageExpression,
          'string',
        ),
      }),
    })),
  );
  if (!spec.validations?.length) report('validations', 'there are none');
  return { name, spec, conditions, variables, validations, bindings: [] };
}

function nameOf(object: KubernetesObject): string {
  return object.metadata?.name ?? '';
}
