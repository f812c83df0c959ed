import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { Matcher } from '../storage';
import type { Expr } from './ast';
import { checkTypes } from './checkTypes';
import { PromError } from './errors';
import { parseError, whatIsWrong } from './parseErrors';
import { childrenOf, Reader } from './Reader';

/**
 * Parses a query with Prometheus' own grammar.
 *
 * @throws PromError - `bad_data` with the place where it does not parse, `execution` for what is not evaluated here
 */
export function parseQuery(query: string): Expr {
  if (query.trim() === '')
    throw parseError(query, 0, 'no expression found in input');
  const tree = parser.parse(query);
  const at = firstError(tree.topNode);
  if (at !== undefined) throw whatIsWrong(query, at);
  const [root] = childrenOf(tree.topNode);
  const expr = new Reader(query).expr(root);
  checkTypes(expr);
  return expr;
}

/** The matchers of a selector, as `match[]` of the API has it. */
export function parseSelector(query: string): Matcher[] {
  const expr = parseQuery(query);
  if (expr.type === 'selector') return expr.matchers;
  throw new PromError(
    'bad_data',
    `1:1: parse error: expected type vector selector`,
  );
}

function firstError(root: SyntaxNode): number | undefined {
  let at: number | undefined;
  root.cursor().iterate(node => {
    if (node.type.isError) at ??= node.from;
  });
  return at;
}
