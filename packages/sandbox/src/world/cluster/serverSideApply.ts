import type { KubeObject } from './KubeObject';

/**
 * What an object becomes when Argo CD applies `target` to `live`: fields of the target get its values, fields that it had
 * before and has no longer go, and fields of others stay.
 *
 * @param previous - what was applied the last time
 */
export function appliedTo(
  live: KubeObject,
  target: KubeObject,
  previous: KubeObject | undefined,
): KubeObject {
  return merge(live, target, previous) as KubeObject;
}

function merge(live: unknown, target: unknown, previous: unknown): unknown {
  if (isMap(target) && isMap(live)) {
    const before = isMap(previous) ? previous : {};
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(live)) {
      if (key in target)
        result[key] = merge(live[key], target[key], before[key]);
      else if (!(key in before)) result[key] = live[key];
    }
    for (const key of Object.keys(target)) {
      if (!(key in live)) result[key] = target[key];
    }
    return result;
  }
  if (areNamed(target) && areNamed(live)) {
    const liveByName = byName(live);
    const before = areNamed(previous) ? byName(previous) : new Map();
    const wanted = byName(target);
    return [
      ...target.map(
        item =>
          merge(liveByName.get(item.name), item, before.get(item.name)) ?? item,
      ),
      ...live.filter(({ name }) => !wanted.has(name) && !before.has(name)),
    ];
  }
  return target;
}

type Named = Record<string, unknown> & { name: string };

/** Lists whose items Kubernetes merges by their name, such as containers. */
function areNamed(value: unknown): value is Named[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(item => isMap(item) && typeof item.name === 'string')
  );
}

function byName(items: Named[]): Map<string, Named> {
  return new Map(items.map(item => [item.name, item]));
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
