import type { Matcher } from '../storage';

/** What a parsed query is made of; times and durations are milliseconds. */
export type Expr =
  | { type: 'number'; value: number }
  | { type: 'string'; value: string }
  | Selector
  | { type: 'range'; selector: Selector; range: number }
  | {
      type: 'subquery';
      expr: Expr;
      range: number;
      /** The evaluation interval when absent. */
      step?: number;
      offset: number;
    }
  | { type: 'call'; name: string; args: Expr[] }
  | {
      type: 'aggregate';
      op: string;
      grouping: Grouping;
      param?: Expr;
      expr: Expr;
    }
  | {
      type: 'binary';
      op: string;
      left: Expr;
      right: Expr;
      bool: boolean;
      matching?: Matching;
    }
  | { type: 'negate'; expr: Expr };

/** An instant vector of what is stored. */
export interface Selector {
  type: 'selector';
  matchers: Matcher[];
  offset: number;
}

/** Which labels an aggregation keeps, or drops. */
export interface Grouping {
  without: boolean;
  labels: string[];
}

/** How series of two sides find each other. */
export interface Matching {
  on: boolean;
  labels: string[];
  /** The side that may have many for one of the other. */
  many?: 'left' | 'right';
  /** Labels that the many take from the one. */
  include: string[];
}

export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';
