export type Token =
  | { type: 'operator'; text: Operator; at: number }
  | { type: 'name'; text: string; at: number }
  | { type: 'literal'; value: string | number; at: number }
  | { type: 'end'; at: number };

export type Operator = '||' | '&&' | '==' | '!=' | '@>' | '!' | '(' | ')';

const OPERATORS: Operator[] = ['||', '&&', '==', '!=', '@>', '!', '(', ')'];
const ESCAPES: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** Why a selector cannot be read, and where. */
export class SelectorError extends Error {}

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const space = /^\s+/.exec(rest)?.[0];
    const operator = OPERATORS.find(item => rest.startsWith(item));
    const name = /^[A-Za-z_$][\w$]*/.exec(rest)?.[0];
    const number = /^\d+(\.\d+)?/.exec(rest)?.[0];
    if (space) {
      at += space.length;
    } else if (operator) {
      tokens.push({ type: 'operator', text: operator, at });
      at += operator.length;
    } else if (name) {
      tokens.push({ type: 'name', text: name, at });
      at += name.length;
    } else if (number) {
      tokens.push({ type: 'literal', value: Number(number), at });
      at += number.length;
    } else if (rest[0] === "'" || rest[0] === '"') {
      const { value, length } = readText(rest, at);
      tokens.push({ type: 'literal', value, at });
      at += length;
    } else {
      throw new SelectorError(
        `${JSON.stringify(rest[0])} at character ${at + 1} means nothing here`,
      );
    }
  }
  tokens.push({ type: 'end', at });
  return tokens;
}

function readText(rest: string, at: number) {
  let value = '';
  for (let index = 1; index < rest.length; index++) {
    const character = rest[index];
    if (character === rest[0]) return { value, length: index + 1 };
    if (character === '\\' && index + 1 < rest.length) {
      index += 1;
      value += ESCAPES[rest[index]] ?? rest[index];
    } else {
      value += character;
    }
  }
  throw new SelectorError(`the quote at character ${at + 1} has no other end`);
}
