/** An object of the schema: plain values, or functions of a field's arguments. */
export type GraphqlObject = { __typename: string } & Record<string, unknown>;

type Selection =
  | {
      kind: 'field';
      alias: string;
      name: string;
      args: Args;
      below?: Selection[];
    }
  | { kind: 'on'; type: string; below: Selection[] };
type Args = Record<string, { variable: string } | { value: unknown }>;

/** As much of GraphQL as the forge's queries use; what is not in the schema or not declared is an error, as on GitHub. */
export async function runGraphql(
  query: string,
  variables: Record<string, unknown>,
  root: GraphqlObject,
): Promise<{ data?: unknown; errors?: FieldError[] }> {
  try {
    const { declared, selection } = parse(query);
    for (const name of declared) {
      if (typeof variables[name] !== 'string') {
        throw new Error(
          `Variable $${name} of type String! was provided invalid value`,
        );
      }
    }
    const errors: FieldError[] = [];
    const variable = (name: string) => {
      if (!declared.includes(name)) {
        throw new Error(`Variable $${name} is used but not declared`);
      }
      return variables[name];
    };
    const data = await select(root, selection, { variable, errors, path: [] });
    return errors.length > 0 ? { data, errors } : { data };
  } catch (error) {
    return { errors: [{ message: (error as Error).message }] };
  }
}

interface FieldError {
  type?: string;
  path?: Array<string | number>;
  message: string;
}

interface Context {
  variable: (name: string) => unknown;
  errors: FieldError[];
  path: Array<string | number>;
}

async function select(
  object: GraphqlObject,
  selection: Selection[],
  context: Context,
): Promise<Record<string, unknown>> {
  const result: Record<string, unknown> = {};
  for (const part of selection) {
    if (part.kind === 'on') {
      if (part.type === object.__typename) {
        Object.assign(result, await select(object, part.below, context));
      }
      continue;
    }
    if (!(part.name in object)) {
      throw new Error(
        `Field '${part.name}' doesn't exist on type '${object.__typename}'`,
      );
    }
    const args: Record<string, unknown> = {};
    for (const [name, arg] of Object.entries(part.args)) {
      args[name] =
        'variable' in arg ? context.variable(arg.variable) : arg.value;
    }
    const path = [...context.path, part.alias];
    const field = object[part.name];
    const value = await resolve(field, args, { ...context, path });
    result[part.alias] = await complete(value, part, { ...context, path });
  }
  return result;
}

/** Null, and an error beside the data, where a field says that something is not there. */
async function resolve(
  field: unknown,
  args: Record<string, unknown>,
  { errors, path }: Context,
): Promise<unknown> {
  try {
    return typeof field === 'function' ? await field(args) : field;
  } catch (error) {
    const { type, message } = error as { type?: string; message: string };
    if (!type) throw error;
    errors.push({ type, path, message });
    return null;
  }
}

async function complete(
  value: unknown,
  part: Selection & { kind: 'field' },
  context: Context,
): Promise<unknown> {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) {
    return Promise.all(value.map(item => complete(item, part, context)));
  }
  const isObject = typeof value === 'object';
  if (isObject !== Boolean(part.below)) {
    throw new Error(
      `Field '${part.name}' has ${isObject ? 'no' : 'a'} selection`,
    );
  }
  return isObject
    ? select(value as GraphqlObject, part.below!, context)
    : value;
}

function parse(query: string): { declared: string[]; selection: Selection[] } {
  const tokens =
    query.match(/\.\.\.|[A-Za-z_]\w*|\$\w+|\d+|"[^"\\]*"|[{}():!]/g) ?? [];
  let position = 0;
  const peek = () => tokens[position];
  const next = () => tokens[position++];
  const expect = (token: string) => {
    const found = next();
    if (found !== token) {
      throw new Error(`Expected ${token}, actual: ${found ?? 'end of file'}`);
    }
  };

  const readArgs = (): Args => {
    const args: Args = {};
    if (peek() !== '(') return args;
    expect('(');
    while (peek() !== ')') {
      const name = next();
      expect(':');
      const token = next();
      args[name] = token.startsWith('$')
        ? { variable: token.slice(1) }
        : {
            value: /^\d+$/.test(token)
              ? Number(token)
              : token.replace(/"/g, ''),
          };
    }
    expect(')');
    return args;
  };
  const readSelection = (): Selection[] => {
    expect('{');
    const parts: Selection[] = [];
    while (peek() !== '}') {
      if (peek() === '...') {
        next();
        expect('on');
        parts.push({ kind: 'on', type: next(), below: readSelection() });
        continue;
      }
      const first = next();
      if (!/^[A-Za-z_]/.test(first ?? ''))
        throw new Error(`Unexpected ${first}`);
      let name = first;
      if (peek() === ':') {
        next();
        name = next();
      }
      const args = readArgs();
      const below = peek() === '{' ? readSelection() : undefined;
      parts.push({ kind: 'field', alias: first, name, args, below });
    }
    expect('}');
    if (parts.length === 0) throw new Error('Expected a selection');
    return parts;
  };

  expect('query');
  const declared: string[] = [];
  expect('(');
  while (peek() !== ')') {
    declared.push(next().slice(1));
    expect(':');
    expect('String');
    expect('!');
  }
  expect(')');
  const selection = readSelection();
  if (position !== tokens.length) throw new Error('Expected end of file');
  return { declared, selection };
}
