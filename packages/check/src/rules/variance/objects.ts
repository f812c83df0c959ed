import type { KubernetesObject, RenderedDocument } from '../../repository';

/** An object of one environment, as it is compared. */
export interface Compared {
  /** `StorageClass/platform`, as component.yaml writes it. */
  name: string;
  object: KubernetesObject;
  document: RenderedDocument;
}

/** What kustomize appends to the name of a generated object. */
const HASH = /-[^-]{10}$/;

/**
 * Objects by what makes them the same object in another environment. The hash in a generated name follows from the
 * content, which is compared itself, so it is taken away, there and wherever the name is used.
 */
export function byIdentity(
  documents: readonly RenderedDocument[],
): Map<string, Compared> {
  const plainNames = new Map<string, string>();
  for (const { object, isGenerated } of documents) {
    const { name } = object.metadata;
    if (isGenerated) plainNames.set(name, name.replace(HASH, ''));
  }
  return new Map(
    documents.map(document => {
      const object = renamed(document.object, plainNames);
      const { kind, apiVersion, metadata } = object;
      const group = apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
      return [
        [group, kind, metadata.namespace ?? '', metadata.name].join(' '),
        { name: `${kind}/${metadata.name}`, object, document },
      ];
    }),
  );
}

function renamed<T>(value: T, names: ReadonlyMap<string, string>): T {
  if (names.size === 0) return value;
  if (typeof value === 'string') return (names.get(value) ?? value) as T;
  if (Array.isArray(value)) {
    return value.map(item => renamed(item, names)) as T;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, renamed(item, names)]),
    ) as T;
  }
  return value;
}
