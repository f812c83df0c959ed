import type { Resource, SyncStatus } from '@idp/plugin-argocd-common';
import { redact } from '@idp/upstream';
import { list, object, oneOf, text, texts, time } from '@idp/upstream/wire';
import { HEALTH } from '../argocd/parseApplication';

const SYNC: SyncStatus[] = ['Synced', 'OutOfSync', 'Unknown'];
const MOST_RESOURCES = 10_000;

/**
 * The objects of an Application: the tree knows what belongs to what, the Application itself which of them differ from Git.
 */
export function parseTree(tree: unknown, application: unknown): Resource[] {
  const managed = new Map<string, Record<string, unknown>>();
  for (const item of list(object(object(application).status).resources)) {
    managed.set(keyOf(object(item)), object(item));
  }
  const resources: Resource[] = [];
  for (const node of list(object(tree).nodes).slice(0, MOST_RESOURCES)) {
    const resource = resourceOf(object(node));
    if (!resource) continue;
    const key = keyOf(object(node));
    resources.push({ ...resource, sync: syncOf(managed.get(key)) });
    managed.delete(key);
  }
  // What the tree leaves out, such as hooks and objects that are not there yet
  for (const item of managed.values()) {
    const resource = item.hook === true ? undefined : resourceOf(item);
    if (resource) resources.push({ ...resource, sync: syncOf(item) });
  }
  return resources;
}

function resourceOf(node: Record<string, unknown>): Resource | undefined {
  const kind = text(node.kind);
  const name = text(node.name);
  if (!kind || !name) return undefined;
  const health = object(node.health);
  const status = oneOf(health.status, HEALTH);
  const message = text(health.message, 2_000);
  const images = texts(node.images, 50);
  return {
    uid: text(node.uid),
    group: text(node.group) ?? '',
    version: text(node.version) ?? '',
    kind,
    namespace: text(node.namespace),
    name,
    parents: list(node.parentRefs)
      .map(parent => text(object(parent).uid))
      .filter((uid): uid is string => uid !== undefined),
    health: status && { status, message: message && redact(message, []) },
    createdAt: time(node.createdAt),
    images: images.length > 0 ? images : undefined,
  };
}

function syncOf(item: Record<string, unknown> | undefined) {
  return item && oneOf(item.status, SYNC);
}

function keyOf({ group, kind, namespace, name }: Record<string, unknown>) {
  return [group ?? '', kind, namespace ?? '', name].join('/');
}
