import type { Resource } from '@idp/plugin-argocd-common';
import { resourceKey } from './refs';

/** A resource with how deep below the Application it stands. */
export interface TreeRow {
  resource: Resource;
  key: string;
  depth: number;
  /** What it belongs to, where that is a resource, too. */
  owner?: Resource;
}

/** What graphs and tables are drawn of. */
export interface ResourceTree {
  /** Each below what it belongs to. */
  rows: TreeRow[];
  /** From owner to owned, by key; undefined stands for the Application. */
  edges: { from?: string; to: string }[];
}

/** Sorts resources below what they belong to. Survives owners that are missing, and circles. */
export function resourceTree(resources: readonly Resource[]): ResourceTree {
  const byUid = new Map<string, Resource>();
  for (const resource of resources) {
    if (resource.uid) byUid.set(resource.uid, resource);
  }
  const ownersOf = (resource: Resource) =>
    resource.parents
      .map(uid => byUid.get(uid))
      .filter((owner): owner is Resource => !!owner && owner !== resource);
  const children = new Map<Resource | undefined, Resource[]>();
  const edges: ResourceTree['edges'] = [];
  for (const resource of resources) {
    const owners = ownersOf(resource);
    const [first] = owners;
    children.set(first, [...(children.get(first) ?? []), resource]);
    const to = resourceKey(resource);
    if (owners.length === 0) edges.push({ to });
    for (const owner of owners) edges.push({ from: resourceKey(owner), to });
  }

  const rows: TreeRow[] = [];
  const placed = new Set<Resource>();
  const place = (
    resource: Resource,
    depth: number,
    owner: Resource | undefined,
  ) => {
    if (placed.has(resource)) return;
    placed.add(resource);
    rows.push({ resource, key: resourceKey(resource), depth, owner });
    for (const child of byKindAndName(children.get(resource) ?? [])) {
      place(child, depth + 1, resource);
    }
  };
  for (const root of byKindAndName(children.get(undefined) ?? [])) {
    place(root, 0, undefined);
  }
  // What only belongs to itself in a circle has no root.
  for (const resource of resources) place(resource, 0, undefined);
  return { rows, edges };
}

function byKindAndName(resources: Resource[]): Resource[] {
  return [...resources].sort(
    (a, b) =>
      a.kind.localeCompare(b.kind, 'en') || a.name.localeCompare(b.name, 'en'),
  );
}

/** The resources whose kind, name or namespace holds the text, with all that they belong to. */
export function matching(
  resources: readonly Resource[],
  text: string,
): Resource[] {
  const wanted = text.trim().toLocaleLowerCase('en-US');
  if (!wanted) return [...resources];
  const byUid = new Map(resources.map(one => [one.uid, one]));
  const kept = new Set<Resource>();
  const keep = (resource: Resource) => {
    if (kept.has(resource)) return;
    kept.add(resource);
    for (const uid of resource.parents) {
      const owner = byUid.get(uid);
      if (owner) keep(owner);
    }
  };
  for (const resource of resources) {
    const said = `${resource.kind} ${resource.namespace ?? ''} ${
      resource.name
    }`;
    if (said.toLocaleLowerCase('en-US').includes(wanted)) keep(resource);
  }
  return resources.filter(resource => kept.has(resource));
}
