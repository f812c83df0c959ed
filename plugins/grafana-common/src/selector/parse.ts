import { FIELDS, type DashboardFields } from './evaluate';
import { SelectorError, tokenize, type Token } from './tokens';

/**
 * An expression over the fields of a dashboard, as the community plugin understands it.
 *
 * @public
 */
export type DashboardSelector =
  | {
      op: '||' | '&&' | '==' | '!=' | '@>';
      left: DashboardSelector;
      right: DashboardSelector;
    }
  | { op: '!'; argument: DashboardSelector }
  | { op: 'field'; name: keyof DashboardFields }
  | { op: 'literal'; value: string | number | boolean | null };

/**
 * A selector, or in words why there is none.
 *
 * @public
 */
export type ParsedSelector =
  | { selector: DashboardSelector; problem?: undefined }
  | { selector?: undefined; problem: string };

const MAX_LENGTH = 2_048;
const MAX_PARTS = 200;
const MAX_DEPTH = 20;
const PRECEDENCE = { '||': 1, '&&': 2, '==': 6, '!=': 6, '@>': 6 } as const;
const CONSTANTS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

class Parser {
  private at = 0;

  constructor(private readonly tokens: Token[]) {
    if (tokens.length > MAX_PARTS) {
      throw new SelectorError(`it has more than ${MAX_PARTS} parts`);
    }
  }

  parse(): DashboardSelector {
    const selector = this.expression(0, 0);
    if (this.next.type !== 'end') {
      throw new SelectorError(
        `there is ${this.shown()} where an operator belongs: write && for "and", || for "or"`,
      );
    }
    return selector;
  }

  private get next(): Token {
    return this.tokens[this.at];
  }

  private expression(weakest: number, depth: number): DashboardSelector {
    if (depth > MAX_DEPTH) {
      throw new SelectorError(`it is nested deeper than ${MAX_DEPTH}`);
    }
    let left = this.unary(depth);
    for (;;) {
      const token = this.next;
      if (token.type !== 'operator' || !(token.text in PRECEDENCE)) return left;
      const op = token.text as keyof typeof PRECEDENCE;
      if (PRECEDENCE[op] <= weakest) return left;
      this.at += 1;
      const right = this.expression(PRECEDENCE[op], depth + 1);
      if (op === '@>' && !(left.op === 'field' && left.name === 'tags')) {
        throw new SelectorError(
          `on the left of @> at character ${
            token.at + 1
          } only tags may stand; negate with !(tags @> 'x')`,
        );
      }
      left = { op, left, right };
    }
  }

  private unary(depth: number): DashboardSelector {
    if (depth > MAX_DEPTH) {
      throw new SelectorError(`it is nested deeper than ${MAX_DEPTH}`);
    }
    const token = this.next;
    this.at += 1;
    if (token.type === 'literal') return { op: 'literal', value: token.value };
    if (token.type === 'name') return nameOf(token.text);
    if (token.type === 'operator' && token.text === '!') {
      return { op: '!', argument: this.unary(depth + 1) };
    }
    if (token.type === 'operator' && token.text === '(') {
      const inner = this.expression(0, depth + 1);
      const end = this.next;
      if (end.type !== 'operator' || end.text !== ')') {
        throw new SelectorError(
          `the parenthesis at character ${token.at + 1} has no other end`,
        );
      }
      this.at += 1;
      return inner;
    }
    this.at -= 1;
    throw new SelectorError(
      `there is ${this.shown()} where a field or a value belongs`,
    );
  }

  private shown(): string {
    const token = this.next;
    if (token.type === 'end') return 'nothing at its end';
    const text = token.type === 'literal' ? String(token.value) : token.text;
    return `${JSON.stringify(text.slice(0, 40))} at character ${token.at + 1}`;
  }
}

/**
 * Reads the expression of `grafana/dashboard-selector`: one word is a tag, everything else an expression with `||`, `&&`,
 * `==`, `!=`, `@>` (the list on the left has the value on the right), `!` and parentheses, such as
 * `(tags @> 'orders' || tags @> 'orders-slo') && folderTitle == 'Payments'`.
 *
 * @public
 */
export function parseDashboardSelector(text: string): ParsedSelector {
  if (text.length > MAX_LENGTH) {
    return { problem: `it is longer than ${MAX_LENGTH} characters` };
  }
  if (/^[\w-]+$/.test(text.trim())) {
    return {
      selector: {
        op: '@>',
        left: { op: 'field', name: 'tags' },
        right: { op: 'literal', value: text.trim() },
      },
    };
  }
  try {
    return { selector: new Parser(tokenize(text)).parse() };
  } catch (error) {
    if (error instanceof SelectorError) return { problem: error.message };
    throw error;
  }
}

function nameOf(name: string): DashboardSelector {
  const constant = CONSTANTS.get(name);
  if (constant !== undefined) return { op: 'literal', value: constant };
  if (!(FIELDS as readonly string[]).includes(name)) {
    throw new SelectorError(
      `${JSON.stringify(
        name.slice(0, 40),
      )} is no field of a dashboard (${FIELDS.join(
        ', ',
      )}); a tag is written tags @> 'x'`,
    );
  }
  return { op: 'field', name: name as keyof DashboardFields };
}
