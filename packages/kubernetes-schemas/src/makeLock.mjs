import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import { findModel } from './findModel.mjs';
import { step } from './lock.mjs';
import { typeWalker } from './typeWalk.mjs';

/** Every CRD in the YAML files of a folder: `{crd, source, sha256}`. */
export function readCrds(folder, source) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .flatMap(entry => {
      const text = fs.readFileSync(
        path.join(entry.parentPath, entry.name),
        'utf8',
      );
      if (!text.includes('kind: CustomResourceDefinition')) return [];
      return loadAll(text, undefined, { schema: CORE_SCHEMA })
        .filter(document => document?.kind === 'CustomResourceDefinition')
        .map(crd => ({
          crd,
          source,
          sha256: createHash('sha256')
            .update(JSON.stringify(crd.spec))
            .digest('hex'),
        }));
    });
}

/**
 * The lock for objects: all fields of kinds that no package has, and of the others those that their package does not know.
 * A field that the CRD does not have either is a problem.
 */
export async function makeLock(objects, crds) {
  const problems = [];
  const lock = {};
  const byKind = Map.groupBy(
    objects,
    ({ apiVersion, kind }) => `${apiVersion} ${kind}`,
  );
  for (const key of [...byKind.keys()].sort()) {
    const [apiVersion, kind] = key.split(' ');
    const model = findModel(apiVersion, kind);
    const used = byKind.get(key);
    const unknown = model && unknownPaths(model, kind, used);
    if (unknown && unknown.length === 0) continue;
    const found = crds.find(({ crd }) => isFor(crd, apiVersion, kind));
    if (!found) {
      problems.push(`${key}: none of the folders has its CRD`);
      continue;
    }
    const { schema } = found.crd.spec.versions.find(
      ({ name }) => `${found.crd.spec.group}/${name}` === apiVersion,
    );
    const recorder = new Recorder(schema.openAPIV3Schema, key, problems);
    for (const object of used) {
      if (unknown) recorder.recordOnly(object, unknown);
      else recorder.recordAll(object);
    }
    lock[key] = {
      crd: found.crd.metadata.name,
      source: found.source,
      sha256: found.sha256,
      ...recorder.result(),
    };
  }
  return { lock, problems };
}

function unknownPaths(model, kind, objects) {
  const walk = typeWalker([{ types: model.types, kind }]);
  return objects.flatMap(object =>
    walk(0, object)
      .filter(({ what }) => what !== 'missing')
      .map(({ path: at }) => at),
  );
}

function isFor({ spec }, apiVersion, kind) {
  return (
    spec.names.kind === kind &&
    spec.versions.some(({ name }) => `${spec.group}/${name}` === apiVersion)
  );
}

class Recorder {
  fields = {};
  required = {};

  constructor(schema, kind, problems) {
    this.schema = schema;
    this.kind = kind;
    this.problems = problems;
  }

  result() {
    const sorted = object =>
      Object.fromEntries(
        Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)),
      );
    return { fields: sorted(this.fields), required: sorted(this.required) };
  }

  recordAll({ apiVersion, kind, metadata, ...rest }) {
    this.children(rest, this.schema, '', () => true);
  }

  /** Records the paths, and what stands below them. */
  recordOnly({ apiVersion, kind, metadata, ...rest }, paths) {
    const wanted = paths.map(at => at.join('\0'));
    this.children(rest, this.schema, '', at =>
      wanted.some(path => at === path || at.startsWith(`${path}\0`)),
    );
  }

  visit(value, schema, name, wanted, at) {
    if (value === null) return;
    const type = typeOf(schema);
    if (wanted(at)) this.fields[name] = type;
    if (type === 'open') return;
    if (Array.isArray(value)) {
      value.forEach((item, i) =>
        this.visit(item, schema.items, `${name}[]`, wanted, `${at}\0${i}`),
      );
    } else if (typeof value === 'object') {
      this.children(value, schema, name, wanted, at);
    }
  }

  children(value, schema, name, wanted, at = '') {
    if (schema.required?.length && wanted(at)) {
      this.required[name] = schema.required.filter(
        key => !['apiVersion', 'kind', 'metadata'].includes(key),
      );
    }
    for (const [key, item] of Object.entries(value)) {
      const property = schema.properties?.[key];
      const rest = property ? undefined : schema.additionalProperties;
      if (!property && !rest) {
        this.problems.push(`${this.kind}: the CRD has no ${step(name, key)}`);
        continue;
      }
      this.visit(
        item,
        property ?? rest,
        step(name, property ? key : '{}'),
        wanted,
        at ? `${at}\0${key}` : key,
      );
    }
  }
}

function typeOf(schema) {
  if (schema['x-kubernetes-int-or-string']) return 'int-or-string';
  if (
    schema['x-kubernetes-preserve-unknown-fields'] &&
    !schema.properties &&
    !schema.items
  ) {
    return 'open';
  }
  if (schema.enum) return schema.enum;
  if (schema.type === 'object') {
    const isClosed = schema.properties || schema.additionalProperties;
    return isClosed ? 'object' : 'open';
  }
  return schema.type ?? 'open';
}
