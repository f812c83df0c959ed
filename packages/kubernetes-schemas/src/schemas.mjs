import { pathToFileURL } from 'node:url';
import { findModel } from './findModel.mjs';
import { lockedName, lockProblems, readLock } from './lock.mjs';
import { sourceOf } from './packages.mjs';
import { typeWalker } from './typeWalk.mjs';

/** One that only says what a kind's type has said better. */
const SAID_BY_TYPES = new Set([
  'type',
  'required',
  'enum',
  'additionalProperties',
  'oneOf',
  'anyOf',
  'not',
]);

const META = { apiVersion: 'v1', kind: 'ConfigMap' };

/**
 * Reads the schemas of kinds.
 *
 * @param {Array<{apiVersion: string, kind: string}>} kinds
 * @returns {Promise<{check: (object: object) => Problem[], by: Map<string, string>, sources: Map<string, object>}>} `by`:
 *   what each `<apiVersion> <kind>` is held against: the software and version of its package, `lock` or `nothing`;
 *   `sources`: what the schemas of those that have one were made from, `{of, version, pin}`, also of the lock
 */
export async function openSchemas(kinds, { lock = readLock() } = {}) {
  const entries = new Map();
  // Every object has metadata, also that of a kind without a package.
  for (const { apiVersion, kind } of [META, ...kinds]) {
    entries.set(keyOf({ apiVersion, kind }), {
      kind,
      model: findModel(String(apiVersion), String(kind)),
      lock: lock[keyOf({ apiVersion, kind })],
    });
  }
  const modelled = [...entries.values()].filter(({ model }) => model);
  const walk = typeWalker(
    modelled.map(({ model, kind }) => ({ types: model.types, kind })),
  );
  await Promise.all(
    modelled.map(async (entry, index) => {
      entry.index = index;
      const module = await import(pathToFileURL(entry.model.code).href);
      entry.Model = module[entry.kind];
    }),
  );
  const meta = entries.get(keyOf(META));
  const metadataProblems = ({ metadata }) =>
    walk(meta.index, { ...META, metadata });
  return {
    check: object =>
      objectProblems(
        object,
        entries.get(keyOf(object)) ?? {},
        walk,
        metadataProblems,
      ),
    by: new Map(
      kinds.map(kind => [
        keyOf(kind),
        describe(kind, entries.get(keyOf(kind))),
      ]),
    ),
    sources: new Map(
      kinds.flatMap(kind => {
        const entry = entries.get(keyOf(kind));
        const source = sourceOf(kind.apiVersion, entry.model, entry.lock);
        return source ? [[keyOf(kind), source]] : [];
      }),
    ),
  };
}

const keyOf = ({ apiVersion, kind }) => `${apiVersion} ${kind}`;

function describe({ apiVersion }, { model, lock }) {
  if (!model) return lock ? 'lock' : 'nothing';
  const { of, version } = sourceOf(apiVersion, model);
  return `${of} ${version}`;
}

function objectProblems(object, entry, walk, metadataProblems) {
  if (entry.model) {
    const isOurs = ({ path, what }) =>
      what === 'missing' || !entry.lock || !lockedName(entry.lock, path);
    const found = walk(entry.index, object).filter(isOurs);
    return found.length > 0
      ? found
      : validatorProblems(entry.Model, object).filter(isOurs);
  }
  if (entry.lock) {
    return [...metadataProblems(object), ...lockProblems(entry.lock, object)];
  }
  return [
    {
      path: ['kind'],
      what: 'kind',
      message: `no schema of ${object.apiVersion} ${object.kind} is known`,
    },
  ];
}

/** Patterns, lengths and numbers, which types cannot say. */
function validatorProblems(Model, object) {
  try {
    new Model(object).validate();
    return [];
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    return error.errors
      .filter(({ keyword }) => !SAID_BY_TYPES.has(keyword))
      .map(({ instancePath, message }) => ({
        path: instancePath
          .split('/')
          .slice(1)
          .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~')),
        what: 'value',
        message: message ?? 'is not as the schema wants it',
      }));
  }
}
