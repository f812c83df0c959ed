import type {
  ApplicationTrouble,
  HealthStatus,
  Resource,
} from '@idp/plugin-argocd-common';

const MOST = 5;
/** Worst first. What is healthy is no trouble, and what nobody assesses is none either. */
const ORDER: HealthStatus[] = [
  'Degraded',
  'Missing',
  'Unknown',
  'Progressing',
  'Suspended',
];

/**
 * What is wrong with an Application, by its objects: the worst first, what has words before what has none, and a pod that
 * says the reason before the Deployment that waits for it.
 */
export function troublesIn(
  resources: readonly Resource[],
): ApplicationTrouble[] {
  const rank = ({ health }: Resource) => ORDER.indexOf(health!.status);
  const depth = depthIn(resources);
  const said = new Set<string>();
  return resources
    .filter(({ health }) => health && ORDER.includes(health.status))
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        Number(Boolean(b.health!.message)) -
          Number(Boolean(a.health!.message)) ||
        depth(b) - depth(a),
    )
    .filter(({ group, kind, name, health }) => {
      // Ten replicas that fail for the same reason are one trouble.
      const key = JSON.stringify([
        group,
        kind,
        health!.status,
        health!.message ?? name,
      ]);
      return !said.has(key) && Boolean(said.add(key));
    })
    .slice(0, MOST)
    .map(({ group, kind, namespace, name, health }) => ({
      group,
      kind,
      namespace,
      name,
      health: health!.status,
      message: health!.message,
    }));
}

/** How far down the tree an object stands. */
function depthIn(resources: readonly Resource[]): (of: Resource) => number {
  const byUid = new Map(resources.map(resource => [resource.uid, resource]));
  return of => {
    let depth = 0;
    let [parent] = of.parents;
    // A tree that turns round on itself ends, too.
    while (parent !== undefined && depth < 20) {
      depth += 1;
      [parent] = byUid.get(parent)?.parents ?? [];
    }
    return depth;
  };
}
