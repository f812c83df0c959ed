import { firstLine, toCel, type Expression } from './cel';
import type { CompiledPolicy, PolicySet } from './compile';
import { matchesPolicy } from './match';
import { selects } from './selector';
import type { AdmissionRequest, BindingSpec, KubernetesObject } from './types';

/**
 * Why a policy does not take a request.
 *
 * @public
 */
export interface Violation {
  policy: string;
  binding: string;
  /** What the binding makes of it: Deny, Warn, Audit. */
  actions: string[];
  /** What tells the developer what to do. */
  message: string;
  /** The expression that was false or failed. */
  expression: string;
}

/**
 * What the API server would say to a request: every violation, in the order of the policies. An expression that fails is a
 * violation, too, unless the policy's failurePolicy is Ignore.
 *
 * @public
 */
export function evaluatePolicies(
  { policies, params }: PolicySet,
  request: AdmissionRequest,
): Violation[] {
  let facts: Record<string, unknown> | undefined;
  return policies.flatMap(policy => {
    if (!matchesPolicy(policy.spec.matchConstraints, request)) return [];
    facts ??= factsOf(request);
    return policy.bindings
      .filter(
        ({ spec }) =>
          !spec.matchResources || matchesPolicy(spec.matchResources, request),
      )
      .flatMap(binding =>
        failures(policy, binding.spec, params, request, facts!).map(
          failure => ({
            policy: policy.name,
            binding: binding.name,
            actions: binding.spec.validationActions ?? ['Deny'],
            ...failure,
          }),
        ),
      );
  });
}

type Failure = Pick<Violation, 'message' | 'expression'>;

function failures(
  policy: CompiledPolicy,
  binding: BindingSpec,
  candidates: readonly KubernetesObject[],
  request: AdmissionRequest,
  facts: Record<string, unknown>,
): Failure[] {
  const found = paramsOf(policy, binding, candidates, request);
  if (found.length > 0) {
    return found.flatMap(params =>
      failuresWith(policy, { ...facts, params: toCel(params) }),
    );
  }
  return binding.paramRef?.parameterNotFoundAction === 'Allow'
    ? []
    : failed(policy, {
        message: `The parameters of policy '${policy.name}' are not there, so it refuses everything that it looks at. Add the object that its binding names.`,
        expression: '',
      });
}

function failuresWith(
  policy: CompiledPolicy,
  facts: Record<string, unknown>,
): Failure[] {
  const errors: Failure[] = [];
  for (const { expression } of policy.conditions) {
    const result = run(expression, facts);
    if (result.value === false) return [];
    if (result.error !== undefined) {
      errors.push({ message: result.error, expression: expression.text });
    }
  }
  if (errors.length > 0) return failed(policy, ...errors);

  const context = { ...facts, variables: variablesOf(policy, facts) };
  return policy.validations.flatMap(validation => {
    const { text } = validation.expression;
    const result = run(validation.expression, context);
    if (result.value === true) return [];
    if (result.error !== undefined) {
      return failed(policy, { message: result.error, expression: text });
    }
    return [{ message: messageOf(validation, context), expression: text }];
  });
}

/** An error is a violation, but for a policy that lets errors pass. */
function failed(policy: CompiledPolicy, ...errors: Failure[]): Failure[] {
  return policy.spec.failurePolicy === 'Ignore' ? [] : errors;
}

function run(
  expression: Expression,
  context: Record<string, unknown>,
): { value?: unknown; error?: string } {
  try {
    return { value: expression.evaluate(context) };
  } catch (error) {
    return {
      error: `expression '${expression.text}' cannot be evaluated: ${firstLine(
        error,
      )}`,
    };
  }
}

function messageOf(
  validation: CompiledPolicy['validations'][number],
  context: Record<string, unknown>,
): string {
  const { messageExpression, message, expression } = validation;
  const made = messageExpression && run(messageExpression, context).value;
  const usable =
    typeof made === 'string' && !made.trim().includes('\n') ? made : '';
  return (
    usable.trim() || message?.trim() || `failed expression: ${expression.text}`
  );
}

/** Each variable is evaluated where it is first used, once; one that nobody uses cannot fail. */
function variablesOf(
  policy: CompiledPolicy,
  facts: Record<string, unknown>,
): Record<string, unknown> {
  const variables = {};
  for (const { name, expression } of policy.variables) {
    let known: { value: unknown } | undefined;
    Object.defineProperty(variables, name, {
      enumerable: true,
      get: () => {
        known ??= { value: expression.evaluate({ ...facts, variables }) };
        return known.value;
      },
    });
  }
  return variables;
}

/** `[undefined]` where the policy takes no parameters. */
function paramsOf(
  { spec }: CompiledPolicy,
  { paramRef }: BindingSpec,
  candidates: readonly KubernetesObject[],
  request: AdmissionRequest,
): Array<KubernetesObject | null | undefined> {
  if (!spec.paramKind) return [undefined];
  if (!paramRef) return [null];
  const { apiVersion, kind } = spec.paramKind;
  const namespace = paramRef.namespace ?? request.namespace;
  return candidates.filter(
    candidate =>
      candidate.apiVersion === apiVersion &&
      candidate.kind === kind &&
      (!candidate.metadata?.namespace ||
        candidate.metadata.namespace === namespace) &&
      (paramRef.name === undefined
        ? selects(paramRef.selector, candidate.metadata?.labels)
        : candidate.metadata?.name === paramRef.name),
  );
}

/** What expressions see. Fields that are empty are absent, as in the API server. */
function factsOf(request: AdmissionRequest): Record<string, unknown> {
  const { object, oldObject, namespaceLabels, ...asked } = request;
  const isNamespace =
    asked.resource.group === '' && asked.resource.resource === 'namespaces';
  return {
    object: object ? toCel(object) : null,
    oldObject: oldObject ? toCel(oldObject) : null,
    request: withoutEmpty({
      ...asked,
      requestKind: asked.kind,
      requestResource: asked.resource,
      requestSubResource: asked.subResource,
      userInfo: withoutEmpty({ ...asked.userInfo }),
      dryRun: false,
    }),
    namespaceObject:
      asked.namespace && !isNamespace
        ? {
            metadata: withoutEmpty({
              name: asked.namespace,
              labels: namespaceLabels,
            }),
          }
        : null,
  };
}

function withoutEmpty(fields: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== undefined &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
}
