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

/** What Prometheus says of a place where its grammar does not go on. */
export function whatIsWrong(query: string, from: number): PromError {
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
  const open = query.split('(').length - query.split(')').length;
  return parseError(
    query,
    at,
    open > 0 ? 'unclosed left parenthesis' : 'unexpected end of input',
  );
}
