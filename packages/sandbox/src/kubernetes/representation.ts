import type { KubeObject } from '../world';
import { groupVersionOf, type Resource } from './resources';
import { StatusError } from './status';

const META = { apiVersion: 'meta.k8s.io/v1' };

/** How a client wants objects. */
export type Form = 'whole' | 'metadata' | 'table';

/** What the header `Accept` asks for: the first that can be served. */
export function readForm(accept: string | undefined): Form {
  if (!accept) return 'whole';
  for (const part of accept.split(',')) {
    const [type, ...parameters] = part.split(';').map(text => text.trim());
    if (!['application/json', 'application/*', '*/*'].includes(type)) continue;
    const named = Object.fromEntries(
      parameters.map(text => text.split('=').map(one => one.trim())),
    );
    if (!named.as) return 'whole';
    if (named.g !== 'meta.k8s.io' || named.v !== 'v1') continue;
    if (/^PartialObjectMetadata(List)?$/.test(named.as)) return 'metadata';
    if (named.as === 'Table') return 'table';
  }
  throw new StatusError(
    406,
    'NotAcceptable',
    'only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  );
}

/** One object; its metadata alone where that is asked for, so that nothing else is sent. */
export function formed(object: KubeObject, form: Form): object {
  if (form === 'metadata')
    return {
      kind: 'PartialObjectMetadata',
      ...META,
      metadata: object.metadata,
    };
  if (form === 'table') return tableOf([object], {});
  const { kind, apiVersion, metadata, ...rest } = object;
  return { kind, apiVersion, metadata, ...rest };
}

/** A list. Kinds of Kubernetes itself leave out what its items are, and that no page follows. */
export function formedList(
  resource: Resource,
  objects: readonly KubeObject[],
  metadata: object,
  form: Form,
): object {
  if (form === 'metadata') {
    return {
      kind: 'PartialObjectMetadataList',
      ...META,
      metadata,
      items: objects.map(object => formed(object, form)),
    };
  }
  if (form === 'table') return tableOf(objects, metadata);
  return {
    kind: `${resource.kind}List`,
    apiVersion: groupVersionOf(resource),
    metadata: resource.custom ? { continue: '', ...metadata } : metadata,
    items: objects.map(object => {
      const { kind, apiVersion, ...rest } = object;
      return resource.custom ? { apiVersion, kind, ...rest } : rest;
    }),
  };
}

function tableOf(objects: readonly KubeObject[], metadata: object): object {
  return {
    kind: 'Table',
    ...META,
    metadata,
    columnDefinitions: [
      {
        name: 'Name',
        type: 'string',
        format: 'name',
        description: 'Name of the object',
        priority: 0,
      },
      {
        name: 'Created At',
        type: 'date',
        format: '',
        description: 'When it was made',
        priority: 0,
      },
    ],
    rows: objects.map(object => ({
      cells: [object.metadata.name, object.metadata.creationTimestamp],
      object: formed(object, 'metadata'),
    })),
  };
}
