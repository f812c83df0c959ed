/**
 * A Kubernetes object, as YAML or JSON has it.
 *
 * @public
 */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    resourceVersion?: string;
    generation?: number;
    creationTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: OwnerReference[];
    [field: string]: unknown;
  };
  // Kubernetes knows hundreds of kinds; each reader knows the fields of its own.
  [field: string]: any;
}

/** @public */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/**
 * What names an object within a cluster.
 *
 * @public
 */
export interface ObjectName {
  group: string;
  kind: string;
  /** Empty where the kind has none. */
  namespace: string;
  name: string;
}

export function nameOf(object: KubeObject): ObjectName {
  return {
    group: groupOf(object),
    kind: object.kind,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
  };
}

/** What names an object, as Argo CD says it: without what it has none of. */
export function referenceOf(object: KubeObject) {
  const group = groupOf(object);
  const { namespace, name } = object.metadata;
  return {
    ...(group && { group }),
    version: versionOf(object),
    kind: object.kind,
    ...(namespace && { namespace }),
    name,
  };
}

export const keyOf = ({ group, kind, namespace, name }: ObjectName) =>
  [group, kind, namespace, name].join('/');

export function groupOf({ apiVersion }: { apiVersion: string }): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

export function versionOf({ apiVersion }: { apiVersion: string }): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

export function ownerReference(owner: KubeObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid!,
    controller: true,
    blockOwnerDeletion: true,
  };
}
