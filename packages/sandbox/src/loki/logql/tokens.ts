import { LokiError } from '../LokiError';

export interface Token {
  kind: 'word' | 'string' | 'duration' | 'number' | 'sign' | 'end';
  text: string;
  at: number;
}

const PATTERNS: Array<[Token['kind'], RegExp]> = [
  ['string', /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y],
  ['duration', /(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|[smhdwy]))+/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['word', /[a-zA-Z_][a-zA-Z0-9_]*/y],
  ['sign', /\|=|\|~|\|>|!=|!~|!>|=~|==|>=|<=|[{}()[\],|=<>+\-*/%^]/y],
];

/** Cuts a query into its words. */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    const space = /(?:\s+|#[^\n]*)*/y;
    space.lastIndex = at;
    at += space.exec(query)![0].length;
    if (at >= query.length) break;
    const token = tokenAt(query, at);
    if (!token) {
      throw /["`]/.test(query[at])
        ? parseError(query, at, 'literal not terminated')
        : syntaxError(query, at, 'unexpected character');
    }
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

function tokenAt(query: string, at: number): Token | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const found = pattern.exec(query);
    if (found) return { kind, text: found[0], at };
  }
  return undefined;
}

/** What is wrong with the grammar at a place. */
export function syntaxError(query: string, at: number, message: string) {
  return parseError(query, at, `syntax error: ${message}`);
}

/** What is wrong at a place; an empty query has none. */
export function parseError(
  query: string,
  at: number,
  message: string,
): LokiError {
  if (query.trim() === '') return new LokiError(`parse error : ${message}`);
  const lines = query.slice(0, at).split('\n');
  return new LokiError(
    `parse error at line ${lines.length}, col ${
      lines[lines.length - 1].length + 1
    }: ${message}`,
  );
}
