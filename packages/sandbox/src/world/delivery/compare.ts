import {
  isSame,
  groupOf,
  keyOf,
  nameOf,
  referenceOf,
  type Cluster,
  type KubeObject,
} from '../cluster';
import { healthOf } from './health';
import type { ResourceStatus } from './types';

const TRACKING = 'argocd.argoproj.io/tracking-id';

/** Kinds without a namespace, of those that this repository brings. */
const CLUSTER_WIDE = new Set([
  'Namespace',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'StorageClass',
  'PriorityClass',
  'ClusterIssuer',
]);

/** What an Application brings, as Argo CD applies it: in its namespace, and with a mark that it is the Application's. */
export function asTarget(
  object: KubeObject,
  application: { name: string; namespace?: string },
): KubeObject {
  const namespace = CLUSTER_WIDE.has(object.kind)
    ? undefined
    : object.metadata.namespace ?? application.namespace;
  const tracking = `${application.name}:${groupOf(object)}/${object.kind}:${
    namespace ?? application.namespace ?? ''
  }/${object.metadata.name}`;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      ...(namespace && { namespace }),
      annotations: { ...object.metadata.annotations, [TRACKING]: tracking },
    },
  };
}

/** One object of an Application: what Git says, and what there is. */
export interface Comparison {
  target?: KubeObject;
  live?: KubeObject;
  /** What applying the target would make of it. */
  predicted?: KubeObject;
  status: ResourceStatus;
}

/** Holds what Git says against what there is. */
export function compare(options: {
  cluster: Cluster;
  /** Of the Application. */
  name: string;
  targets: readonly KubeObject[];
}): Comparison[] {
  const { cluster, name, targets } = options;
  const seen = new Set<string>();
  const comparisons: Comparison[] = targets.map(target => {
    const objectName = nameOf(target);
    seen.add(keyOf(objectName));
    const live = cluster.get(objectName);
    const predicted = cluster.predict(target);
    const same = live !== undefined && isSame(live, predicted);
    return {
      target,
      live,
      predicted,
      status: statusOf(target, live, same ? 'Synced' : 'OutOfSync'),
    };
  });
  for (const live of cluster.group(name)) {
    if (seen.has(keyOf(nameOf(live)))) continue;
    comparisons.push({
      live,
      status: { ...statusOf(live, live, 'OutOfSync'), requiresPruning: true },
    });
  }
  return comparisons;
}

/** The Application that an object is of. */
export function applicationOf(object: KubeObject): string | undefined {
  return object.metadata.annotations?.[TRACKING]?.split(':')[0];
}

function statusOf(
  object: KubeObject,
  live: KubeObject | undefined,
  status: ResourceStatus['status'],
): ResourceStatus {
  const health = live
    ? healthOf(live)
    : ({
        status: 'Missing',
        message: 'Resource has not been created',
      } as const);
  return {
    ...referenceOf(object),
    status,
    ...(health && { health }),
  };
}
