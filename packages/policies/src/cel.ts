import { Environment, type ASTNode } from '@marcbachmann/cel-js';

/** An expression that is ready to be evaluated. */
export interface Expression {
  text: string;
  /** The static type, in the notation of cel-js. */
  type: string;
  evaluate(context: Record<string, unknown>): unknown;
}

/** Why Kubernetes, or this package, cannot use an expression. */
export class ExpressionError extends Error {}

/**
 * Functions and macros that Kubernetes 1.36 and cel-js both have, with one meaning. Another one is refused here: it would
 * decide differently in the cluster, or not at all.
 */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  'all',
  'contains',
  'duration',
  'dyn',
  'endsWith',
  'exists',
  'exists_one',
  'filter',
  'has',
  'hasValue',
  'join',
  'lowerAscii',
  'map',
  'matches',
  'orValue',
  'size',
  'split',
  'startsWith',
  'string',
  'trim',
]);

/** What Go's regular expressions lack: looking around, and going back to a group. */
const NOT_RE2 = /\(\?[=!<](?!P)|\\[1-9]/;

const gvk = { group: 'string', version: 'string', kind: 'string' };
const gvr = { group: 'string', version: 'string', resource: 'string' };

/** The fields that Kubernetes declares: with a name that is not here an expression does not compile. */
const base = new Environment({ enableOptionalTypes: true })
  .registerType('GroupVersionKind', { fields: gvk })
  .registerType('GroupVersionResource', { fields: gvr })
  .registerType('UserInfo', {
    fields: {
      username: 'string',
      uid: 'string',
      groups: 'list<string>',
      extra: 'dyn',
    },
  })
  .registerType('AdmissionRequest', {
    fields: {
      kind: 'GroupVersionKind',
      resource: 'GroupVersionResource',
      subResource: 'string',
      requestKind: 'GroupVersionKind',
      requestResource: 'GroupVersionResource',
      requestSubResource: 'string',
      name: 'string',
      namespace: 'string',
      operation: 'string',
      userInfo: 'UserInfo',
      dryRun: 'bool',
      options: 'dyn',
    },
  })
  .registerType('NamespaceMetadata', {
    fields: {
      name: 'string',
      labels: 'map<string, string>',
      annotations: 'map<string, string>',
    },
  })
  .registerType('Namespace', { fields: { metadata: 'NamespaceMetadata' } })
  .registerVariable('object', 'dyn')
  .registerVariable('oldObject', 'dyn')
  .registerVariable('request', 'AdmissionRequest');

const withNamespace = base
  .clone()
  .registerVariable('namespaceObject', 'Namespace');

/** What an expression may name: the variables of the policy so far by name and type, and its parameters. */
export interface Scope {
  /** Absent where expressions see neither variables nor the namespace: in match conditions. */
  variables?: Record<string, string>;
  params: boolean;
}

let scopes = 0;

export function environmentOf({ variables, params }: Scope): Environment {
  const environment = (variables ? withNamespace : base).clone();
  if (params) environment.registerVariable('params', 'dyn');
  if (variables) {
    scopes += 1;
    const type = `Variables${scopes}`;
    environment
      .registerType(type, { fields: variables })
      .registerVariable('variables', type);
  }
  return environment;
}

/** Compiles an expression, with the type that it must have; throws an ExpressionError. */
export function compileExpression(
  environment: Environment,
  text: string,
  wanted?: 'bool' | 'string',
): Expression {
  let parsed;
  try {
    parsed = environment.parse(text);
  } catch (error) {
    throw new ExpressionError(firstLine(error));
  }
  visit(parsed.ast);
  const result = parsed.check();
  if (!result.valid) throw new ExpressionError(firstLine(result.error));
  const type = String(result.type);
  if (wanted && type !== wanted) {
    throw new ExpressionError(
      `must be of type ${wanted} for certain, but is ${type}`,
    );
  }
  return { text, type, evaluate: context => parsed(context) };
}

/** Refuses functions and patterns that the two sides do not share. */
function visit(node: ASTNode): void {
  const { op, args } = node as { op: string; args: unknown };
  if (op === 'value' || op === 'id') return;
  if (op === 'call' || op === 'rcall') {
    const [name] = args as [string];
    if (!FUNCTIONS.has(name)) {
      throw new ExpressionError(
        `uses ${name}(), which is not among the functions that the cluster and this evaluator share (FUNCTIONS in packages/policies/src/cel.ts)`,
      );
    }
    // text.matches(pattern)
    if (name === 'matches') checkPattern(nodesIn(args)[1]);
  }
  nodesIn(args).forEach(visit);
}

function checkPattern(pattern: ASTNode | undefined) {
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string') {
    throw new ExpressionError(
      'matches() needs a pattern that is written out: only then it can be compared with what the cluster understands',
    );
  }
  if (NOT_RE2.test(pattern.args)) {
    throw new ExpressionError(
      `the pattern ${pattern.args} looks around or goes back, which the cluster's regular expressions cannot`,
    );
  }
}

function nodesIn(value: unknown): ASTNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return value && typeof value === 'object' && 'op' in value
    ? [value as ASTNode]
    : [];
}

/** The first line of an error: those of cel-js go on with a drawing of the place. */
export function firstLine(error: unknown): string {
  return String((error as Error)?.message ?? error).split('\n')[0];
}

/**
 * A value of JSON as CEL has it: whole numbers are `int`, and a field that is null is not there, as the API server drops it.
 */
export function toCel(value: unknown): unknown {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? BigInt(value) : value;
  }
  if (Array.isArray(value)) return value.map(toCel);
  if (value && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, field]) => field !== null && field !== undefined)
        .map(([key, field]) => [key, toCel(field)]),
    );
  }
  return value;
}
