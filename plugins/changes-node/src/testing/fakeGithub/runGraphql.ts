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
): Promise<{
  data?: unknown;
  errors?: Array<{ type?: string; message: string }>;
}> {
  try {
    const { declared, selection } = parse(query);
    for (const name of declared) {
      if (typeof variables[name] !== 'string') {
        throw new Error(
          `Variable $${name} of type String! was provided invalid value`,
        );
      }
    }
    const data = await select(root, selection, name => {
      if (!declared.includes(name)) {
        throw new Error(`Variable $${name} is used but not declared`);
      }
      return variables[name];
    });
    return { data };
  } catch (error) {
    const { type, message } = error as { type?: string; message: string };
    return {
      errors: [{ type, message }],
      ...(type && { data: { repository: null } }),
    };
  }
}

async function select(
  object: GraphqlObject,
  selection: Selection[],
  variable: (name: string) => unknown,
): Promise<Record<string, unknown>> {
  const result: Record<string, unknown> = {};
  for (const part of selection) {
    if (part.kind === 'on') {
      if (part.type === object.__typename) {
        Object.assign(result, await select(object, part.below, variable));
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
      args[name] = 'variable' in arg ? variable(arg.variable) : arg.value;
    }
    const field = object[part.name];
    const value = typeof field === 'function' ? await field(args) : field;
    result[part.alias] = await complete(value, part, variable);
  }
  return result;
}

async function complete(
  value: unknown,
  part: Selection & { kind: 'field' },
  variable: (name: string) => unknown,
): Promise<unknown> {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) {
    return Promise.all(value.map(item => complete(item, part, variable)));
  }
  const isObject = typeof value === 'object';
  if (isObject !== Boolean(part.below)) {
    throw new Error(
      `Field '${part.name}' has ${isObject ? 'no' : 'a'} selection`,
    );
  }
  return isObject
    ? select(value as GraphqlObject, part.below!, variable)
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
