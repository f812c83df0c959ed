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

/** Passwords, by the name of their field, and random texts, in a YAML value. Secrets with data are {@link writtenSecrets}. */
export function suspectScalars(value: unknown): SuspectScalar[] {
  const found: SuspectScalar[] = [];
  walk(value, [], (at, scalar) => {
    if (typeof scalar !== 'string') return;
    const field = String(at.filter(step => typeof step === 'string').at(-1));
    if (isPassword(field, scalar, value, at)) {
      found.push({ at, looksLike: `PASSWORD_IN_${field}`, value: scalar });
    } else {
      for (const part of randomParts(field, scalar)) {
        found.push({ at, looksLike: 'HIGH_ENTROPY', value: part });
      }
    }
  });
  return found;
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
  const holder = at
    .slice(0, -1)
    .reduce((node: any, step) => node?.[step], value);
  return !Array.isArray(holder);
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
