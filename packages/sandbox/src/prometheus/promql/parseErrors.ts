import { PromError } from './errors';

/** An error with its line and column, as Prometheus counts them. */
export function parseError(
  query: string,
  at: number,
  message: string,
): PromError {
  const lines = query.slice(0, at).split('\n');
  const position = `${lines.length}:${lines[lines.length - 1].length + 1}`;
  return new PromError('bad_data', `${position}: parse error: ${message}`);
}

/** A whole text, or what begins one and does not end it. */
const TEXTS = /"(?:[^"\\\n]|\\.)*("?)|'(?:[^'\\\n]|\\.)*('?)|`[^`]*(`?)/gs;

/** What Prometheus says of a place where its grammar does not go on. */
export function whatIsWrong(query: string, from: number): PromError {
  for (const match of query.matchAll(TEXTS)) {
    if (!match[1] && !match[2] && !match[3])
      return parseError(query, match.index, 'unterminated quoted string');
  }
  const at = from + /^\s*/.exec(query.slice(from))![0].length;
  const [text] = /^(?:\w+|\S)?/.exec(query.slice(at))!;
  const [name] = /[a-zA-Z_]\w*$/.exec(query.slice(0, at).trimEnd()) ?? [];
  if (text === '(' && name) {
    return parseError(
      query,
      query.lastIndexOf(name, at),
      `unknown function with name ${JSON.stringify(name)}`,
    );
  }
  if (text !== '') {
    const what = /^[a-zA-Z_]/.test(text) ? 'identifier ' : '';
    return parseError(query, at, `unexpected ${what}${JSON.stringify(text)}`);
  }
  const bare = query.replace(TEXTS, '');
  const isOpen = (left: string, right: string) =>
    bare.split(left).length > bare.split(right).length;
  if (isOpen('{', '}'))
    return parseError(query, at, 'unexpected end of input inside braces');
  return parseError(
    query,
    at,
    isOpen('(', ')') ? 'unclosed left parenthesis' : 'unexpected end of input',
  );
}

/** What Prometheus says of a text that it cannot read, which begins at a place. */
export function whatIsWrongInText(
  query: string,
  at: number,
  literal: string,
): PromError {
  if (literal.includes('\ufffd'))
    return parseError(query, at, 'invalid UTF-8 rune');
  return parseError(query, at, badEscape(literal) ?? 'invalid string literal');
}

const DIGITS: Record<string, number> = { x: 2, u: 4, U: 8 };

/** Of the first escape that is none. */
function badEscape(literal: string): string | undefined {
  for (const { index } of literal.matchAll(/\\[^]/g)) {
    const kind = literal[index + 1];
    const count = DIGITS[kind];
    if (count === undefined) {
      if (/[abfnrtv\\0-7]/.test(kind) || kind === literal[0]) continue;
      return `unknown escape sequence ${character(kind)}`;
    }
    const digits = [...literal.slice(index + 2, index + 2 + count)];
    const odd = digits.find(digit => !/[0-9a-fA-F]/.test(digit));
    if (odd) return `illegal character ${character(odd)} in escape sequence`;
  }
  return undefined;
}

/** As Go writes one in words. */
function character(text: string): string {
  const code = text.codePointAt(0)!.toString(16).toUpperCase();
  return `U+${code.padStart(4, '0')} '${text}'`;
}
