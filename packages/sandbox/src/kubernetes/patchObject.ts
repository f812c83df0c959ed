import type { KubeObject } from '../world';
import { clone } from '../world/cluster/json';
import type { Resource } from './resources';
import { badRequest, conflict, StatusError } from './status';

const TYPES = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
};

/** What an object becomes by a patch. Lists are replaced, also by a strategic merge: nobody here patches any. */
export function patched(
  resource: Resource,
  object: KubeObject,
  contentType: string,
  patch: any,
): KubeObject {
  const after = (() => {
    if (contentType === TYPES.json) return jsonPatched(object, patch);
    if (
      contentType === TYPES.merge ||
      (contentType === TYPES.strategic && !resource.custom)
    )
      return merged(object, patch) as KubeObject;
    throw new StatusError(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${TYPES.json}, ${TYPES.merge}, application/apply-patch+yaml`,
    );
  })();
  const { metadata } = object;
  const wanted = after.metadata?.resourceVersion;
  if (wanted !== undefined && wanted !== metadata.resourceVersion) {
    throw conflict(resource, metadata.name);
  }
  // What names it, and what only controllers write, stays.
  const { kind, apiVersion, status } = object;
  return {
    ...after,
    kind,
    apiVersion,
    metadata: {
      ...after.metadata,
      name: metadata.name,
      ...(metadata.namespace && { namespace: metadata.namespace }),
      uid: metadata.uid,
      creationTimestamp: metadata.creationTimestamp,
    },
    ...(status !== undefined && { status }),
  };
}

function merged(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const result: Record<string, unknown> = isMap(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
}

function jsonPatched(object: KubeObject, operations: unknown): KubeObject {
  if (!Array.isArray(operations))
    throw badRequest('error decoding patch: it is no list of operations');
  const result = clone(object);
  for (const operation of operations) apply(result, operation);
  return result;
}

function apply(root: any, { op, path, value }: any) {
  const refuse = () =>
    new StatusError(
      422,
      'Invalid',
      'the server rejected our request due to an error in our request',
    );
  if (!['add', 'replace', 'remove', 'test'].includes(op)) throw refuse();
  const parts = String(path)
    .split('/')
    .slice(1)
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = parts.pop();
  if (last === undefined) throw refuse();
  const at = parts.reduce<any>((node, part) => node?.[part], root);
  if (typeof at !== 'object' || at === null) throw refuse();
  if (op !== 'add' && !(last in at)) throw refuse();
  if (op === 'test') {
    if (JSON.stringify(at[last]) !== JSON.stringify(value)) throw refuse();
  } else if (op === 'remove') {
    if (Array.isArray(at)) at.splice(Number(last), 1);
    else delete at[last];
  } else if (Array.isArray(at)) {
    if (op === 'replace') at[Number(last)] = value;
    else at.splice(last === '-' ? at.length : Number(last), 0, value);
  } else {
    at[last] = value;
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
