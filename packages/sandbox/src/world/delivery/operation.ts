import {
  groupOf,
  nameOf,
  versionOf,
  type Cluster,
  type KubeObject,
} from '../cluster';
import type { Delivered } from './Delivered';
import { imagesIn } from './reconcile';
import type { Operation, ResourceResult } from './types';

/** What an operation did, or why it did nothing. */
export interface Outcome {
  results: ResourceResult[];
  /** Set when it failed. */
  failure?: string;
}

/** Applies what Git says, and removes what it no longer says where that is asked for. */
export function applyAll(
  { targets, comparisons }: Delivered,
  cluster: Cluster,
  { sync }: Operation,
): Outcome {
  const wanted = (object: KubeObject) =>
    !sync.resources?.length ||
    sync.resources.some(
      one =>
        (one.group ?? '') === groupOf(object) &&
        one.kind === object.kind &&
        one.name === object.metadata.name &&
        (!one.namespace || one.namespace === object.metadata.namespace),
    );
  const chosen = inOrder(targets.filter(wanted));
  const extra = comparisons.flatMap(({ target, live }) =>
    live && !target && wanted(live) ? [live] : [],
  );
  const missing = chosen
    .map(({ metadata }) => metadata.namespace)
    .find(
      namespace =>
        namespace &&
        !chosen.some(
          o => o.kind === 'Namespace' && o.metadata.name === namespace,
        ) &&
        !cluster.get({
          group: '',
          kind: 'Namespace',
          namespace: '',
          name: namespace,
        }),
    );
  if (missing) {
    const message = `namespaces "${missing}" not found`;
    return {
      results: chosen.map(object => ({
        ...resultOf(object),
        status: 'SyncFailed',
        message,
        hookPhase: 'Failed',
      })),
      failure: `one or more objects failed to apply, reason: ${message}`,
    };
  }
  const results: ResourceResult[] = chosen.map(object => {
    if (!sync.dryRun) cluster.apply(object);
    return {
      ...resultOf(object),
      status: 'Synced',
      message: `${resourceName(object)} serverside-applied${
        sync.dryRun ? ' (dry run)' : ''
      }`,
      hookPhase: sync.dryRun ? 'Succeeded' : 'Running',
    };
  });
  for (const object of extra) {
    if (sync.prune && !sync.dryRun) cluster.remove(nameOf(object));
    results.push({
      ...resultOf(object),
      status: sync.prune ? 'Pruned' : 'PruneSkipped',
      message: sync.prune
        ? `pruned${sync.dryRun ? ' (dry run)' : ''}`
        : 'ignored (requires pruning)',
    });
  }
  return { results };
}

/** Namespaces first, then what others name, as Argo CD sorts kinds. */
function inOrder(objects: KubeObject[]): KubeObject[] {
  const kinds = [
    'Namespace',
    'NetworkPolicy',
    'ResourceQuota',
    'LimitRange',
    'PodDisruptionBudget',
    'ServiceAccount',
    'Secret',
    'ConfigMap',
    'Role',
    'RoleBinding',
    'Service',
    'Deployment',
  ];
  const place = ({ kind }: KubeObject) =>
    kinds.includes(kind) ? kinds.indexOf(kind) : kinds.length;
  return [...objects].sort((a, b) => place(a) - place(b));
}

function resultOf(object: KubeObject): ResourceResult {
  const images = imagesIn(object);
  return {
    group: groupOf(object),
    version: versionOf(object),
    kind: object.kind,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
    syncPhase: 'Sync',
    ...(images.length > 0 && { images }),
  };
}

/** As kubectl names an object: `deployment.apps/hello`. */
function resourceName(object: KubeObject): string {
  const group = groupOf(object);
  return `${object.kind.toLowerCase()}${group && `.${group}`}/${
    object.metadata.name
  }`;
}
