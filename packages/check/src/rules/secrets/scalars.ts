import type { ValuePath } from '../../repository';
import { randomParts } from './entropy';

/** A scalar that should come from Vault. */
export interface SuspectScalar {
  at: ValuePath;
  looksLike: string;
  value: string;
}

const PASSWORD_FIELD =
  /(password|passwd|passphrase|clientsecret|client_secret|secretaccesskey|secret_access_key|apikey|api_key|authtoken|auth_token|roottoken|privatekey|private_key|^token)$/i;

/** Named rather than written: a reference, a template, a variable, a path, a truth value. */
const REFERENCE = /^$|[${}]|^\/|^(true|false|null|none)$|^https?:\/\//i;

/** `PASSWORD=…`, `--password …`, `"password": …` in a text: a line of a configuration, a literal, an argument. */
const ASSIGNMENT =
  /(?:^|[\s,{;&?])(?:--?)?["']?([A-Za-z][\w.-]*)["']?([ \t]*[:=][ \t]*|(?<=--[\w.-]+)[ \t]+)("[^"\n]*"|'[^'\n]*'|[^\s,;&{[][^\s,;&]*)/gm;

/** In a program it is a variable, a type or a pattern. */
const NAMED = /[()<>[\]*|`]|^(string|password|secret|required|optional)$/i;

/** Passwords, by the name of their field, and random texts, in a YAML value. Secrets with data are {@link writtenSecrets}. */
export function suspectScalars(value: unknown): SuspectScalar[] {
  const found: SuspectScalar[] = [];
  walk(value, [], (at, scalar) => {
    if (typeof scalar !== 'string') return;
    const field = fieldOf(value, at);
    if (isPassword(field, scalar, value, at)) {
      found.push({ at, looksLike: `PASSWORD_IN_${field}`, value: scalar });
      return;
    }
    const assigned = assignedPasswords(scalar);
    for (const [name, password] of assigned) {
      found.push({ at, looksLike: `PASSWORD_IN_${name}`, value: password });
    }
    for (const part of randomParts(field, scalar)) {
      if (assigned.some(([, password]) => password.includes(part))) continue;
      found.push({ at, looksLike: 'HIGH_ENTROPY', value: part });
    }
  });
  return found;
}

/** The key of a value; where a list has names and values, as variables and parameters, the name beside it. */
function fieldOf(value: unknown, at: ValuePath): string {
  const key = String(at.filter(step => typeof step === 'string').at(-1));
  if (key !== 'value' || at.at(-1) !== 'value') return key;
  const holder = holderOf(value, at);
  return typeof holder?.name === 'string' ? holder.name : key;
}

function assignedPasswords(text: string): Array<[string, string]> {
  return [...text.matchAll(ASSIGNMENT)].flatMap(match => {
    const [whole, name, sign, quoted] = match;
    const written = quoted.replace(/^(["'])(.*)\1$/, '$2');
    const [rest] = text.slice(match.index + whole.length).split('\n', 1);
    // After a colon a sentence goes on, and a value is at its end.
    const isSentence = sign.includes(':') && /^[ \t]*[^\s,;#}\]]/.test(rest);
    const isOne =
      PASSWORD_FIELD.test(name) &&
      written.length > 2 &&
      !isSentence &&
      !REFERENCE.test(written) &&
      !NAMED.test(written);
    return isOne ? [[name, written] as [string, string]] : [];
  });
}

/** Every Secret with data that a value holds, however deep: charts take whole objects as values. */
export function writtenSecrets(value: unknown): ValuePath[] {
  const found: ValuePath[] = [];
  walk(value, [], (at, node) => {
    if (node === null || typeof node !== 'object') return;
    const object = node as Record<string, any>;
    const isSecret =
      object.kind === 'Secret' &&
      (object.apiVersion === undefined || object.apiVersion === 'v1');
    for (const field of ['data', 'stringData']) {
      if (isSecret && Object.keys(object[field] ?? {}).length > 0) {
        found.push([...at, field]);
      }
    }
    if (Array.isArray(object.secretGenerator)) {
      found.push([...at, 'secretGenerator']);
    }
  });
  return found;
}

function isPassword(
  field: string,
  scalar: string,
  value: any,
  at: ValuePath,
): boolean {
  if (!PASSWORD_FIELD.test(field) || REFERENCE.test(scalar.trim())) {
    return false;
  }
  // In a schema, a role's rules or a field list the value says what the field is, not what is in it.
  return !Array.isArray(holderOf(value, at));
}

function holderOf(value: unknown, at: ValuePath): any {
  return at.slice(0, -1).reduce((node: any, step) => node?.[step], value);
}

function walk(
  value: unknown,
  at: ValuePath,
  visit: (at: ValuePath, value: unknown) => void,
) {
  visit(at, value);
  if (value === null || typeof value !== 'object') return;
  for (const [key, child] of Object.entries(value)) {
    walk(child, [...at, Array.isArray(value) ? Number(key) : key], visit);
  }
}
