import ts from 'typescript';

const ROOT = '/kinds.ts';
const LIBRARY = '/library.d.ts';

/** All that the declarations use of the standard library. Reading the whole of it would take as long as everything else. */
const LIBRARY_TEXT = `
interface Array<T> { [index: number]: T; length: number }
interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {}
interface NewableFunction {} interface Number {} interface Object {} interface RegExp {} interface String {}
type Partial<T> = { [P in keyof T]?: T[P] };
type Record<K extends keyof any, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T;
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
`;

/**
 * Reads the declarations of kinds once, and walks values along them: unknown fields, missing ones, and values of another
 * type than declared, all of them in one pass.
 *
 * @param {Array<{types: string, kind: string}>} models
 * @returns {(index: number, value: unknown) => Array<{path: Array<string|number>, message: string, what: 'unknown'|'missing'|'type'}>}
 */
export function typeWalker(models) {
  const checked = compile(models);
  return (index, value) => {
    const problems = [];
    checked.walk(value, checked.types[index], [], problems);
    return problems;
  };
}

function compile(models) {
  const text = models
    .map(
      ({ types, kind }, i) =>
        `import type { I${kind} as K${i} } from ${JSON.stringify(
          types.replace(/\.d\.ts$/, '.js'),
        )};\nexport declare const k${i}: K${i};`,
    )
    .join('\n');
  const options = {
    noLib: true,
    strict: true,
    types: [],
    skipLibCheck: true,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  const own = { [ROOT]: text, [LIBRARY]: LIBRARY_TEXT };
  host.getSourceFile = (file, ...rest) =>
    own[file] === undefined
      ? getSourceFile.call(host, file, ...rest)
      : ts.createSourceFile(file, own[file], ts.ScriptTarget.ES2022);
  host.fileExists = file =>
    own[file] !== undefined || fileExists.call(host, file);
  const program = ts.createProgram([ROOT, LIBRARY], options, host);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(ROOT);
  const types = [];
  for (const symbol of checker.getExportsOfModule(
    checker.getSymbolAtLocation(source),
  )) {
    const type = checker.getTypeOfSymbol(symbol);
    // A declaration that could not be read is any, and would let everything pass.
    if (type.flags & ts.TypeFlags.Any) {
      throw new Error(
        `The types of ${models[types.length].kind} cannot be read from ${
          models[types.length].types
        }.`,
      );
    }
    types.push(type);
  }
  return { types, walk: walker(checker) };
}

function walker(checker) {
  /** What an object type has, by type: asking the checker each time would take most of the time. */
  const shapes = new Map();
  const shapeOf = type => {
    let shape = shapes.get(type);
    if (!shape) {
      const fields = new Map(
        checker.getPropertiesOfType(type).map(symbol => [
          symbol.name,
          {
            type: checker.getTypeOfSymbol(symbol),
            optional: Boolean(symbol.flags & ts.SymbolFlags.Optional),
          },
        ]),
      );
      const rest = checker.getIndexTypeOfType(type, ts.IndexKind.String);
      shape = {
        fields,
        rest,
        open: fields.size === 0 && !rest,
        required: [...fields].filter(([, { optional }]) => !optional),
      };
      shapes.set(type, shape);
    }
    return shape;
  };

  const walk = (value, type, path, problems) => {
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return;
    if (type.isUnion()) {
      walkUnion(value, type, path, problems);
    } else if (checker.isArrayType(type)) {
      if (!Array.isArray(value)) {
        problems.push(wrongType(path, value, 'a list'));
        return;
      }
      const [item] = checker.getTypeArguments(type);
      value.forEach((entry, i) => walk(entry, item, [...path, i], problems));
    } else if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) {
      walkObject(value, shapeOf(type), path, problems);
    } else if (!fits(value, type)) {
      problems.push(wrongType(path, value, checker.typeToString(type)));
    }
  };

  const walkUnion = (value, type, path, problems) => {
    const members = type.types.filter(
      ({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)),
    );
    if (members.some(member => isSimple(member) && fits(value, member))) return;
    // The member that fits best says what is wrong.
    let best;
    for (const member of members.filter(member => !isSimple(member))) {
      const found = [];
      walk(value, member, path, found);
      if (!best || found.length < best.length) best = found;
      if (best.length === 0) return;
    }
    problems.push(
      ...(best ?? [
        wrongType(
          path,
          value,
          members.map(member => checker.typeToString(member)).join(' or '),
        ),
      ]),
    );
  };

  const walkObject = (value, shape, path, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      if (!shape.open) problems.push(wrongType(path, value, 'an object'));
      return;
    }
    if (shape.open) return;
    for (const [key, entry] of Object.entries(value)) {
      const field = shape.fields.get(key);
      // The API server drops a null, as if it was not written.
      if (entry === null && (field ? field.optional : shape.rest)) continue;
      const type = field?.type ?? shape.rest;
      if (type) walk(entry, type, [...path, key], problems);
      else {
        problems.push({
          path: [...path, key],
          what: 'unknown',
          message: `there is no field ${key}`,
          known: [...shape.fields.keys()],
        });
      }
    }
    for (const [key] of shape.required) {
      if (!Object.hasOwn(value, key)) {
        problems.push({
          path: [...path, key],
          what: 'missing',
          message: `${key} is missing`,
        });
      }
    }
  };

  return walk;
}

const isSimple = ({ flags }) =>
  !(
    flags &
    (ts.TypeFlags.Object |
      ts.TypeFlags.Intersection |
      ts.TypeFlags.Any |
      ts.TypeFlags.Unknown)
  );

function fits(value, type) {
  const { flags } = type;
  if (flags & ts.TypeFlags.StringLiteral) return value === type.value;
  if (flags & ts.TypeFlags.NumberLiteral) return value === type.value;
  if (flags & ts.TypeFlags.BooleanLiteral) {
    return value === (type.intrinsicName === 'true');
  }
  if (flags & ts.TypeFlags.String) return typeof value === 'string';
  if (flags & ts.TypeFlags.Number) return typeof value === 'number';
  if (flags & ts.TypeFlags.Boolean) return typeof value === 'boolean';
  return false;
}

function wrongType(path, value, wanted) {
  return { path, what: 'type', message: `${shown(value)} is not ${wanted}` };
}

function shown(value) {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return JSON.stringify(value)?.slice(0, 60) ?? 'nothing';
}
