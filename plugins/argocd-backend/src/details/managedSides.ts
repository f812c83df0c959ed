import { object, text } from '@idp/upstream/wire';
import type { Sides } from './diffObjects';

const HUGE = 100 * 1024 * 1024;
const IGNORE = 'IgnoreExtraneous';

/**
 * What Argo CD compares, as it does so itself: the live state after its own normalisation against what a sync would make of
 * it, which under server-side diff holds what the API server fills in. Hooks are no part of it.
 */
export function managedSides(items: unknown[]): Sides[] {
  return items.map(object).flatMap(item => {
    const kind = text(item.kind);
    const name = text(item.name);
    if (!kind || !name || item.hook === true) return [];
    const live = manifest(item.liveState);
    const target = manifest(item.targetState);
    const before = live && (manifest(item.normalizedLiveState) ?? live);
    const after = target && (manifest(item.predictedLiveState) ?? target);
    if (live && !target && isIgnored(live)) return [];
    return [
      {
        group: text(item.group) ?? '',
        kind,
        namespace: text(item.namespace),
        name,
        before,
        after,
      },
    ];
  });
}

/** What an Application's own manifests say of it: nobody misses it in Git. */
function isIgnored(live: string): boolean {
  if (!live.includes(IGNORE)) return false;
  const { annotations } = object(object(JSON.parse(live)).metadata);
  const options = object(annotations)['argocd.argoproj.io/compare-options'];
  return typeof options === 'string' && options.includes(IGNORE);
}

function manifest(value: unknown): string | undefined {
  const json = text(value, HUGE);
  return json === undefined || json === 'null' ? undefined : json;
}

/** The same objects of two sets of manifests, side by side. */
export function manifestSides(from: string[], to: string[]): Sides[] {
  const sides = new Map<string, Sides>();
  const add = (json: string, side: 'before' | 'after') => {
    const { apiVersion, kind, metadata } = object(JSON.parse(json));
    const { name, namespace } = object(metadata);
    const version = text(apiVersion) ?? 'v1';
    const group = version.includes('/') ? version.split('/')[0] : '';
    const key = [group, kind, namespace, name].join('/');
    const known = sides.get(key) ?? {
      group,
      kind: text(kind) ?? 'Unknown',
      namespace: text(namespace),
      name: text(name) ?? 'unknown',
    };
    sides.set(key, { ...known, [side]: json });
  };
  for (const json of from) add(json, 'before');
  for (const json of to) add(json, 'after');
  return [...sides.values()];
}
