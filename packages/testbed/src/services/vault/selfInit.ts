import { HclReader } from './HclReader';

/** One request of OpenBao's self-initialisation: what it does with itself when it first starts. */
export interface InitRequest {
  /** Name of the block and of the request in it, as answers are referred to. */
  block: string;
  name: string;
  operation: string;
  path: string;
  data?: Record<string, unknown>;
}

/**
 * Reads the part of HCL that such a file is written in: blocks, and attributes that are texts, heredocs, lists of texts
 * and maps. Anything else is an error, so that nothing is passed over.
 */
export function readSelfInit(text: string): InitRequest[] {
  const reader = new HclReader(text);
  const requests: InitRequest[] = [];
  while (!reader.atEnd()) {
    reader.word('initialize');
    const block = reader.string();
    reader.symbol('{');
    while (!reader.takes('}')) {
      reader.word('request');
      const name = reader.string();
      const { operation, path, data } = reader.map();
      requests.push({
        block,
        name,
        operation: String(operation),
        path: String(path),
        data: data as Record<string, unknown> | undefined,
      });
    }
  }
  return requests;
}

/**
 * The value of a field that OpenBao works out of earlier answers: `{eval_source: cel, expression: "'text' +
 * responses.accounts.mount.data.accessor + 'text'"}`. Other values are as they stand.
 */
export function evaluated(
  value: unknown,
  responses: Record<string, unknown>,
): unknown {
  const { eval_source: source, expression } = (value ?? {}) as {
    eval_source?: string;
    expression?: string;
  };
  if (source === undefined) return value;
  if (source !== 'cel' || typeof expression !== 'string')
    throw new Error(`Values from '${source}' are not known here.`);
  const token = /\s*(?:'((?:[^'\\]|\\.)*)'|([a-z_.]+)|\+)\s*/y;
  let result = '';
  while (token.lastIndex < expression.length) {
    const at = token.lastIndex;
    const found = token.exec(expression);
    if (!found) {
      throw new Error(
        `The expression is not known here from '${expression.slice(at)}' on.`,
      );
    }
    const [, literal, name] = found;
    if (literal !== undefined) result += unescaped(literal);
    else if (name !== undefined) result += field(name, responses);
  }
  return result;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, char) => (char === 'n' ? '\n' : char));
}

function field(path: string, responses: Record<string, unknown>): string {
  const [root, ...keys] = path.split('.');
  if (root !== 'responses') throw new Error(`${path} is not known here.`);
  const found = keys.reduce<any>((value, key) => value?.[key], responses);
  if (typeof found !== 'string') throw new Error(`There is no ${path}.`);
  return found;
}
