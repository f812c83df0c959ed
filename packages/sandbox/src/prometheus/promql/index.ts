export type { Expr, ValueType } from './ast';
export { checkTypes } from './checkTypes';
export { PromError } from './errors';
export { Evaluation, type Value } from './evaluate';
export { readDuration, unquote } from './literals';
export { parseQuery, parseSelector } from './parse';
