import fs from 'node:fs';

const FILE = new URL('./lock.json', import.meta.url);

/**
 * The fields of custom resources that this repository uses and that no package knows, each held against the real CRD
 * when `lock.json` was written: by `<apiVersion> <kind>`, `{crd, sha256, source, whole, fields, required}`.
 */
export const readLock = () =>
  fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE, 'utf8')) : {};

export const lockFile = FILE;

/** `spec.hosts[].name`; a key of a map that may have any is `{}`. Whatever a CRD leaves open ends there. */
export const step = (path, key) => (path ? `${path}.${key}` : key);

/**
 * Holds an object against the fields of its kind in the lock: one that is not there fails, as nobody has seen that the
 * CRD has it.
 *
 * @param {object} entry - of the lock
 * @param {object} object
 */
export function lockProblems(entry, object) {
  const problems = [];
  const visit = (value, name, path) => {
    const type = entry.fields[name];
    if (type === undefined) {
      problems.push({
        path,
        what: 'unknown',
        message: `${name} is not in the lock of known fields`,
      });
      return;
    }
    if (type === 'open') return;
    if (!matches(value, type)) {
      problems.push({
        path,
        what: 'type',
        message: `${short(value)} is not ${
          Array.isArray(type) ? type.join(' or ') : type
        }`,
      });
      return;
    }
    if (Array.isArray(value)) {
      value.forEach((item, i) => visit(item, `${name}[]`, [...path, i]));
    } else if (typeof value === 'object' && value !== null) {
      fields(value, name, path);
    }
  };
  const fields = (value, name, path) => {
    const isMap = entry.fields[step(name, '{}')] !== undefined;
    for (const [key, item] of Object.entries(value)) {
      if (item !== null) {
        visit(item, step(name, isMap ? '{}' : key), [...path, key]);
      }
    }
    for (const key of entry.required?.[name] ?? []) {
      if (!Object.hasOwn(value, key)) {
        problems.push({
          path: [...path, key],
          what: 'missing',
          message: `${key} is missing`,
        });
      }
    }
  };
  const { apiVersion, kind, metadata, ...rest } = object;
  fields(rest, '', []);
  return problems;
}

function matches(value, type) {
  if (Array.isArray(type)) return type.includes(value);
  switch (type) {
    case 'object':
      return (
        typeof value === 'object' && value !== null && !Array.isArray(value)
      );
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'int-or-string':
      return Number.isInteger(value) || typeof value === 'string';
    default:
      return typeof value === type;
  }
}

const short = value =>
  typeof value === 'object' ? 'an object' : JSON.stringify(value).slice(0, 60);

/** The path of a problem as the lock writes it, or undefined where the lock does not know it. */
export function lockedName(entry, path) {
  let names = [''];
  for (const key of path) {
    names = names.flatMap(name =>
      typeof key === 'number'
        ? [`${name}[]`]
        : [step(name, key), step(name, '{}')],
    );
  }
  return names.find(name => entry.fields[name] !== undefined);
}
