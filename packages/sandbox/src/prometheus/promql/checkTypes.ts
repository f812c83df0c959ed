import type { Expr, ValueType } from './ast';
import { beyondSandbox, PromError } from './errors';
import { signatureOf } from './functions';

const SETS = new Set(['and', 'or', 'unless']);
const COMPARISONS = new Set(['==', '!=', '>', '<', '>=', '<=']);
const AGGREGATIONS = new Set([
  'sum',
  'min',
  'max',
  'avg',
  'count',
  'group',
  'stddev',
  'stdvar',
]);
const WITH_PARAM = new Set(['topk', 'bottomk', 'quantile']);

const NAMES: Record<ValueType, string> = {
  scalar: 'scalar',
  vector: 'instant vector',
  matrix: 'range vector',
  string: 'string',
};

const wrong = (message: string) =>
  new PromError('bad_data', `1:1: parse error: ${message}`);

/** The type of what a query gives; throws where it would have none. */
export function checkTypes(expr: Expr): ValueType {
  const expect = (inner: Expr, wanted: ValueType, where: string) => {
    const found = checkTypes(inner);
    if (found === wanted) return;
    throw wrong(
      `expected type ${NAMES[wanted]} in ${where}, got ${NAMES[found]}`,
    );
  };
  switch (expr.type) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'selector':
      return 'vector';
    case 'range':
      return 'matrix';
    case 'subquery':
      expect(expr.expr, 'vector', 'subquery');
      return 'matrix';
    case 'negate': {
      const type = checkTypes(expr.expr);
      if (type === 'scalar' || type === 'vector') return type;
      throw wrong(
        `unary expression only allowed on expressions of type scalar or instant vector, got "${NAMES[type]}"`,
      );
    }
    case 'aggregate': {
      const wantsParam = WITH_PARAM.has(expr.op);
      if (!wantsParam && !AGGREGATIONS.has(expr.op))
        throw beyondSandbox(`the aggregation ${expr.op}`);
      if (wantsParam !== (expr.param !== undefined)) {
        throw wrong(
          `wrong number of arguments for aggregate expression provided, expected ${
            wantsParam ? 2 : 1
          }, got ${expr.param ? 2 : 1}`,
        );
      }
      if (expr.param) expect(expr.param, 'scalar', 'aggregation parameter');
      expect(expr.expr, 'vector', 'aggregation expression');
      return 'vector';
    }
    case 'call':
      return checkCall(expr, expect);
    default:
      return checkBinary(expr);
  }
}

function checkCall(
  { name, args }: Extract<Expr, { type: 'call' }>,
  expect: (inner: Expr, wanted: ValueType, where: string) => void,
): ValueType {
  const signature = signatureOf(name);
  if (!signature) throw beyondSandbox(`the function ${name}`);
  const { args: wanted, optional = 0, returns } = signature;
  if (args.length > wanted.length || args.length < wanted.length - optional) {
    throw wrong(
      `expected ${optional ? 'at most ' : ''}${
        wanted.length
      } argument(s) in call to "${name}", got ${args.length}`,
    );
  }
  args.forEach((arg, index) =>
    expect(arg, wanted[index], `call to function "${name}"`),
  );
  return returns;
}

function checkBinary(expr: Extract<Expr, { type: 'binary' }>): ValueType {
  const { op, bool, matching } = expr;
  const left = checkTypes(expr.left);
  const right = checkTypes(expr.right);
  for (const type of [left, right]) {
    if (type === 'matrix' || type === 'string')
      throw wrong(
        'binary expression must contain only scalar and instant vector types',
      );
  }
  const scalars = left === 'scalar' && right === 'scalar';
  const vectors = left === 'vector' && right === 'vector';
  if (bool && !COMPARISONS.has(op))
    throw wrong('bool modifier can only be used on comparison operators');
  if (scalars && COMPARISONS.has(op) && !bool)
    throw wrong('comparisons between scalars must use BOOL modifier');
  if (SETS.has(op) && !vectors)
    throw wrong(
      `set operator ${JSON.stringify(
        op,
      )} not allowed in binary scalar expression`,
    );
  if (matching && !vectors)
    throw wrong('vector matching only allowed between instant vectors');
  if (matching?.many && SETS.has(op))
    throw wrong(`no grouping allowed for ${JSON.stringify(op)} operation`);
  return scalars ? 'scalar' : 'vector';
}
