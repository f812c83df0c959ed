import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { Schema } from '../kinds/schemas';
import type { Problem } from '../problem';
import type { RuleId } from '../rules';
import type { YamlFile } from './YamlFile';

let ajv: Ajv | undefined;
const compiled = new WeakMap<Schema, ValidateFunction>();

/** What of a file does not fit a schema, each with what to write instead. */
export function schemaProblems(
  yaml: YamlFile,
  schema: Schema,
  rule: RuleId = 'schema',
): Problem[] {
  const validate = validatorOf(schema);
  if (validate(yaml.value)) return [];
  const errors = (validate.errors ?? []).filter(
    ({ keyword }) => keyword !== 'if',
  );
  const problems = errors.map(error => asProblem(yaml, error, rule));
  return [
    ...new Map(
      problems.map(problem => [
        `${problem.line}:${problem.column}:${problem.message}`,
        problem,
      ]),
    ).values(),
  ];
}

function validatorOf(schema: Schema): ValidateFunction {
  let validate = compiled.get(schema);
  if (!validate) {
    ajv ??= new Ajv({
      allErrors: true,
      strict: true,
      verbose: true,
      keywords: ['x-write'],
    });
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  return validate;
}

function asProblem(yaml: YamlFile, error: ErrorObject, rule: RuleId): Problem {
  const at = error.instancePath
    .split('/')
    .slice(1)
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  const field = at.length ? at.join('.') : 'the document';
  const schema = (error.parentSchema ?? {}) as Schema;
  const write = schema['x-write'] as string | undefined;
  const params = error.params as Record<string, any>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(params.additionalProperty);
      const known = Object.keys(
        (schema.properties ?? {}) as Record<string, unknown>,
      );
      return yaml.problem(
        [...at, name],
        rule,
        `${join(at, shown(name))} is not a field of the contract`,
        known.length ? `Write one of ${known.join(', ')}` : 'Remove it',
      );
    }
    case 'required': {
      const name = String(params.missingProperty);
      const child = ((schema.properties ?? {}) as Record<string, Schema>)[name];
      return yaml.problem(
        at,
        rule,
        `${join(at, name)} is missing`,
        `Add ${name}: ${expected(child)}`,
      );
    }
    case 'minProperties':
    case 'maxProperties':
      return yaml.problem(
        at,
        rule,
        `${field} has ${
          Object.keys((error.data ?? {}) as object).length
        } fields`,
        `Write ${write ?? 'exactly one'}`,
      );
    default:
      return yaml.problem(
        at,
        rule,
        `${field} is ${shown(error.data)}`,
        `Write ${expected(schema)}`,
      );
  }
}

function expected(schema: Schema | undefined): string {
  if (!schema) return 'a value';
  if (schema['x-write']) return schema['x-write'];
  if ('const' in schema) return String(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.join(', or ');
  switch (schema.type) {
    case 'array':
      return schema.maxItems === 1
        ? 'a list of one entry'
        : `a list of ${schema.minItems ?? 0} to ${
            schema.maxItems ?? 'many'
          } entries`;
    case 'object':
      return `an object with ${
        ((schema.required ?? []) as string[]).join(', ') || 'its fields'
      }`;
    case 'string':
      return `a text of ${schema.minLength ?? 0} to ${
        schema.maxLength ?? 'many'
      } characters`;
    default:
      return `a ${schema.type ?? 'value'}`;
  }
}

/** A value in few words; a long one is not echoed. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value !== null && typeof value === 'object') return 'an object';
  const text = typeof value === 'string' ? value : String(value);
  // eslint-disable-next-line no-control-regex
  const clean = text.replace(/[\x00-\x1f\x7f-\x9f]/g, '?');
  const short = clean.length > 60 ? `${clean.slice(0, 60)}…` : clean;
  return typeof value === 'string' ? `'${short}'` : short;
}

function join(at: string[], name: string) {
  return [...at, name].join('.');
}
