import type { SyntaxNode } from '@lezer/common';
import { createMatcher, NAME, type Matcher } from '../storage';
import type { Expr, Grouping, Matching, Selector } from './ast';
import { beyondSandbox } from './errors';
import { readDuration, readNumber, unquote } from './literals';
import { parseError, whatIsWrongInText } from './parseErrors';

/** Binary operators by the names that the grammar has for them. */
const OPERATORS: Record<string, string> = {
  Pow: '^',
  Mul: '*',
  Div: '/',
  Mod: '%',
  Add: '+',
  Sub: '-',
  Eql: '==',
  Neq: '!=',
  Gtr: '>',
  Lss: '<',
  Gte: '>=',
  Lte: '<=',
  And: 'and',
  Or: 'or',
  Unless: 'unless',
};

/** Makes of the grammar's nodes what is evaluated. */
export class Reader {
  constructor(private readonly query: string) {}

  expr(node: SyntaxNode): Expr {
    switch (node.name) {
      case 'ParenExpr':
        return this.expr(childrenOf(node)[0]);
      case 'NumberDurationLiteral':
        return { type: 'number', value: readNumber(this.text(node)) };
      case 'StringLiteral':
        return { type: 'string', value: this.string(node) };
      case 'VectorSelector':
        return this.selector(node);
      case 'UnaryExpr': {
        const [op, inner] = childrenOf(node);
        const expr = this.expr(inner);
        return this.text(op) === '-' ? { type: 'negate', expr } : expr;
      }
      case 'FunctionCall': {
        const [name, body] = childrenOf(node);
        return {
          type: 'call',
          name: this.text(name),
          args: childrenOf(body).map(child => this.expr(child)),
        };
      }
      case 'AggregateExpr':
        return this.aggregate(node);
      case 'BinaryExpr':
        return this.binary(node);
      case 'MatrixSelector':
      case 'SubqueryExpr':
      case 'OffsetExpr':
        return this.postfix(node);
      default:
        throw beyondSandbox(`${node.name}: ${this.text(node)}`);
    }
  }

  /**
   * `[5m]` and `offset` belong to what stands right before them. The grammar gives them the whole operation to their left,
   * so they are handed down to its last operand.
   */
  private postfix(node: SyntaxNode): Expr {
    const [inner, ...rest] = childrenOf(node);
    const apply = (expr: Expr): Expr => this.applyPostfix(node, expr, rest);
    const handDown = (operand: SyntaxNode): Expr => {
      if (operand.name === 'BinaryExpr') return this.binary(operand, handDown);
      if (operand.name === 'UnaryExpr') {
        const [op, last] = childrenOf(operand);
        const expr = handDown(last);
        return this.text(op) === '-' ? { type: 'negate', expr } : expr;
      }
      return apply(this.expr(operand));
    };
    return handDown(inner);
  }

  private applyPostfix(node: SyntaxNode, expr: Expr, rest: SyntaxNode[]): Expr {
    const durations = rest
      .filter(({ name }) => /DurationExpr$/.test(name))
      .map(child => this.duration(child));
    if (node.name === 'OffsetExpr')
      return this.offset(node, expr, durations[0]);
    if (durations[0] <= 0) {
      throw parseError(
        this.query,
        node.from,
        'duration must be greater than 0',
      );
    }
    if (node.name === 'SubqueryExpr') {
      return {
        type: 'subquery',
        expr,
        range: durations[0],
        step: durations[1],
        offset: 0,
      };
    }
    if (expr.type !== 'selector') {
      throw parseError(
        this.query,
        node.from,
        'ranges only allowed for vector selectors',
      );
    }
    return { type: 'range', selector: expr, range: durations[0] };
  }

  private offset(node: SyntaxNode, expr: Expr, offset: number): Expr {
    if (expr.type === 'selector' || expr.type === 'subquery')
      return { ...expr, offset };
    if (expr.type === 'range')
      return { ...expr, selector: { ...expr.selector, offset } };
    throw parseError(
      this.query,
      node.from,
      'offset modifier must be preceded by an instant vector selector or range vector selector or a subquery',
    );
  }

  private selector(node: SyntaxNode): Selector {
    const matchers: Matcher[] = [];
    for (const child of childrenOf(node)) {
      if (child.name === 'Identifier') {
        matchers.push(createMatcher(NAME, '=', this.text(child)));
      } else {
        matchers.push(...childrenOf(child).map(one => this.matcher(one)));
      }
    }
    if (matchers.every(({ matches }) => matches(''))) {
      throw parseError(
        this.query,
        node.from,
        'vector selector must contain at least one non-empty matcher',
      );
    }
    return { type: 'selector', matchers, offset: 0 };
  }

  private matcher(node: SyntaxNode): Matcher {
    const [label, op, value] = childrenOf(node);
    if (node.name === 'QuotedLabelName')
      return createMatcher(NAME, '=', this.string(label));
    const name =
      label.name === 'LabelName'
        ? this.text(label)
        : this.string(childrenOf(label)[0]);
    const text = this.string(value);
    try {
      return createMatcher(name, this.text(op) as Matcher['op'], text);
    } catch (error) {
      throw parseError(this.query, node.from, (error as Error).message);
    }
  }

  private aggregate(node: SyntaxNode): Expr {
    const children = childrenOf(node);
    const part = (name: string) => children.find(child => child.name === name);
    const modifier = part('AggregateModifier');
    const args = childrenOf(part('FunctionCallBody')!);
    const grouping: Grouping = { without: false, labels: [] };
    if (modifier) {
      const [keyword, labels] = childrenOf(modifier);
      grouping.without = keyword.name === 'Without';
      grouping.labels = this.labels(labels);
    }
    const op = this.text(part('AggregateOp')!).toLowerCase();
    if (args.length < 1 || args.length > 2) {
      throw parseError(
        this.query,
        node.from,
        `wrong number of arguments for aggregate expression provided, expected 1, got ${args.length}`,
      );
    }
    return {
      type: 'aggregate',
      op,
      grouping,
      ...(args.length === 2 && { param: this.expr(args[0]) }),
      expr: this.expr(args[args.length - 1]),
    };
  }

  private binary(
    node: SyntaxNode,
    readRight: (right: SyntaxNode) => Expr = right => this.expr(right),
  ): Expr {
    const children = childrenOf(node);
    const [left, operator] = children;
    const op = OPERATORS[operator.name];
    if (!op || children.some(({ name }) => name === 'FillModifier'))
      throw beyondSandbox(`the operation ${this.text(node)}`);
    const clause = children.find(
      ({ name }) => name === 'MatchingModifierClause',
    );
    return {
      type: 'binary',
      op,
      left: this.expr(left),
      right: readRight(children[children.length - 1]),
      bool: children.some(({ name }) => name === 'BoolModifier'),
      ...(clause && { matching: this.matching(clause) }),
    };
  }

  private matching(node: SyntaxNode): Matching {
    const [keyword, labels, side, include] = childrenOf(node);
    return {
      on: keyword.name === 'On',
      labels: this.labels(labels),
      ...(side && {
        many:
          side.name === 'GroupLeft' ? ('left' as const) : ('right' as const),
      }),
      include: include ? this.labels(include) : [],
    };
  }

  private labels(node: SyntaxNode): string[] {
    return childrenOf(node).map(child =>
      child.name === 'LabelName'
        ? this.text(child)
        : this.string(childrenOf(child)[0]),
    );
  }

  /** Milliseconds. */
  private duration(node: SyntaxNode): number {
    const text = this.text(node).replace(/\s+/g, '');
    const [, sign, rest] = /^([+-]?)(.*)$/.exec(text)!;
    const value = readDuration(rest) ?? Number(rest) * 1000;
    if (!Number.isFinite(value)) throw beyondSandbox(`the duration ${text}`);
    return sign === '-' ? -value : value;
  }

  private string(node: SyntaxNode): string {
    const literal = this.text(node);
    const value = unquote(literal);
    if (value !== undefined && !literal.includes('\ufffd')) return value;
    throw whatIsWrongInText(this.query, node.from, literal);
  }

  private text({ from, to }: SyntaxNode): string {
    return this.query.slice(from, to);
  }
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') children.push(child);
  }
  return children;
}
