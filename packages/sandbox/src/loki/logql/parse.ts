import {
  compileRegex,
  createMatcher,
  readDuration,
  unquote,
  type Matcher,
} from '../../prometheus';
import { beyondSandbox, LokiError } from '../LokiError';
import type { LogQuery, MetricQuery, Query, Stage } from './ast';
import { parseError, syntaxError, tokensOf, type Token } from './tokens';

const RANGES = ['count_over_time', 'rate', 'bytes_over_time', 'bytes_rate'];
const VECTORS = ['sum', 'count', 'min', 'max', 'avg'];
const LINE_FILTERS = ['|=', '!=', '|~', '!~'];
const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> =
  {
    '==': (a, b) => a === b,
    '=': (a, b) => a === b,
    '!=': (a, b) => a !== b,
    '>': (a, b) => a > b,
    '>=': (a, b) => a >= b,
    '<': (a, b) => a < b,
    '<=': (a, b) => a <= b,
  };

class Parser {
  private readonly tokens: Token[];
  private index = 0;

  constructor(private readonly text: string) {
    this.tokens = tokensOf(text);
  }

  query(): Query {
    if (this.peek().text === '{') return this.logQuery();
    return this.metricQuery();
  }

  end(): void {
    const token = this.peek();
    if (token.kind === 'end') return;
    if (/^[-+*/%^<>]|^(?:==|!=|>=|<=|and|or|unless|offset)$/.test(token.text))
      throw beyondSandbox(`operations between queries: ${token.text}`);
    throw this.unexpected(token);
  }

  private metricQuery(): MetricQuery {
    const name = this.take('word');
    if (RANGES.includes(name.text)) {
      this.expect('(');
      const query = this.logQuery();
      // More than this could go on here.
      const open = this.next();
      if (open.text !== '[') throw this.unexpected(open);
      const range = this.duration();
      this.expect(']');
      this.expect(')');
      return {
        type: 'range',
        op: name.text as 'rate',
        query,
        range,
      };
    }
    if (!VECTORS.includes(name.text)) {
      const next = this.peek();
      if (next.text === '(') throw beyondSandbox(`the function ${name.text}`);
      throw this.unexpected(name);
    }
    const before = this.grouping();
    this.expect('(');
    const query = this.metricQuery();
    this.expect(')');
    const grouping = before ?? this.grouping();
    return {
      type: 'vector',
      op: name.text as 'sum',
      without: grouping?.without ?? false,
      labels: grouping?.labels ?? [],
      query,
    };
  }

  private grouping(): { without: boolean; labels: string[] } | undefined {
    const { text } = this.peek();
    if (text !== 'by' && text !== 'without') return undefined;
    this.index += 1;
    this.expect('(');
    const labels: string[] = [];
    while (this.peek().text !== ')') {
      labels.push(this.take('word').text);
      if (this.peek().text !== ')') this.expect(',');
    }
    this.expect(')');
    return { without: text === 'without', labels };
  }

  private logQuery(): LogQuery {
    this.expect('{');
    const matchers: Matcher[] = [];
    while (this.peek().text !== '}') {
      const name = this.take('word', 'IDENTIFIER or }').text;
      const op = this.next();
      if (!['=', '!=', '=~', '!~'].includes(op.text)) throw this.unexpected(op);
      matchers.push(this.matcher(name, op.text as Matcher['op']));
      if (this.peek().text !== '}') this.expect(',');
    }
    this.expect('}');
    const isOfSomething = matchers.some(
      ({ op, matches }) => (op === '=' || op === '=~') && !matches(''),
    );
    if (!isOfSomething) {
      throw new LokiError(
        'parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will',
      );
    }
    const stages: Stage[] = [];
    for (let stage = this.stage(); stage; stage = this.stage())
      stages.push(stage);
    return { type: 'log', matchers, stages };
  }

  private stage(): Stage | undefined {
    const { text } = this.peek();
    if (LINE_FILTERS.includes(text)) {
      this.index += 1;
      return this.lineFilter(text);
    }
    if (text !== '|') {
      if (text === '|>' || text === '!>')
        throw beyondSandbox('pattern filters');
      return undefined;
    }
    this.index += 1;
    const name = this.take('word');
    const next = this.peek().text;
    if ((name.text === 'json' || name.text === 'logfmt') && next !== '=') {
      if (this.peek().kind === 'word')
        throw beyondSandbox(`${name.text} with expressions`);
      return { type: 'parser', name: name.text };
    }
    return this.labelFilter(name);
  }

  private lineFilter(op: string): Stage {
    const keep = op[0] === '|';
    const text = this.string();
    if (this.peek().text === 'or')
      throw beyondSandbox('or between line filters');
    if (op[1] === '=') {
      return { type: 'filter', keep, fits: line => line.includes(text) };
    }
    const regex = this.regex(text, op);
    return { type: 'filter', keep, fits: line => regex.test(line) };
  }

  private labelFilter(name: Token): Stage {
    const op = this.next();
    if (op.kind === 'end') throw this.unexpected(op);
    if (op.kind !== 'sign' || op.text === '|' || op.text === '(')
      throw beyondSandbox(`the stage ${name.text}`);
    const after = this.peek();
    let stage: Stage;
    if (after.kind === 'string') {
      if (!['=', '!=', '=~', '!~'].includes(op.text)) throw this.unexpected(op);
      const matcher = this.matcher(name.text, op.text as Matcher['op']);
      stage = {
        type: 'label',
        fits: labels => matcher.matches(labels[name.text] ?? ''),
      };
    } else {
      const compare = COMPARISONS[op.text];
      const value = this.take('number');
      if (!compare) throw this.unexpected(op);
      stage = {
        type: 'label',
        fits: labels =>
          labels[name.text] !== undefined &&
          compare(Number(labels[name.text]), Number(value.text)),
      };
    }
    const joined = this.peek().text;
    if (joined === 'or' || joined === 'and' || joined === ',')
      throw beyondSandbox('several conditions in one label filter');
    return stage;
  }

  private matcher(name: string, op: Matcher['op']): Matcher {
    const at = this.peek().at;
    const value = this.string();
    try {
      return createMatcher(name, op, value);
    } catch (error) {
      throw syntaxError(this.text, at, (error as Error).message);
    }
  }

  private regex(source: string, op: string): RegExp {
    try {
      return compileRegex(source, false);
    } catch (error) {
      throw new LokiError(
        `parse error : stage '${op} ${JSON.stringify(source)}' : ${
          (error as Error).message
        }`,
      );
    }
  }

  private string(): string {
    const token = this.take('string', 'STRING');
    const value = unquote(token.text);
    if (value !== undefined) return value;
    throw parseError(this.text, token.at, 'invalid char escape');
  }

  private duration(): number {
    const token = this.take('duration');
    const value = readDuration(token.text);
    if (value) return value;
    throw syntaxError(
      this.text,
      token.at,
      `not a valid duration string: ${JSON.stringify(token.text)}`,
    );
  }

  private peek = (): Token => this.tokens[this.index];

  private next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.index += 1;
    return token;
  }

  private take(kind: Token['kind'], expecting?: string): Token {
    const token = this.next();
    if (token.kind !== kind) throw this.unexpected(token, expecting);
    return token;
  }

  private expect(text: string): void {
    const token = this.next();
    if (token.text !== text) throw this.unexpected(token, text);
  }

  private unexpected(token: Token, expecting?: string): LokiError {
    const names = { end: '$end', word: 'IDENTIFIER', string: 'STRING' };
    const name =
      names[token.kind as keyof typeof names] ??
      (token.kind === 'sign' ? token.text : token.kind.toUpperCase());
    return syntaxError(
      this.text,
      token.at,
      `unexpected ${name}${expecting ? `, expecting ${expecting}` : ''}`,
    );
  }
}

/**
 * Parses the part of LogQL that is played here: selectors, line filters, `json`, `logfmt`, label filters, and counts of
 * lines over time with aggregations.
 *
 * @throws LokiError - what is wrong, in Loki's words as far as they are known, or what is not played
 */
export function parseLogQL(query: string): Query {
  const parser = new Parser(query);
  const parsed = parser.query();
  parser.end();
  return parsed;
}
