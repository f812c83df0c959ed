import { createHash } from 'node:crypto';
import type { KubeObject } from '../../KubeObject';

const UNITS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** A duration of Go, such as `1h30m`, in milliseconds; undefined where it is none. */
export function milliseconds(duration: unknown): number | undefined {
  const text = String(duration ?? '');
  if (text === '0') return 0;
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, , unit] of text.matchAll(
    /(\d+(\.\d+)?)(ns|us|µs|ms|s|m|h)/g,
  ))
    sum += Number(amount) * UNITS[unit];
  return sum;
}

/**
 * What External Secrets remembers of the object that it has read for: it reads again once generation, labels or
 * annotations are others. This is why an annotation makes it read at once.
 */
export function versionOf({ metadata }: KubeObject): string {
  const { generation, labels = {}, annotations = {} } = metadata;
  const sorted = (map: Record<string, string>) => Object.entries(map).sort();
  const hash = createHash('sha256')
    .update(JSON.stringify([sorted(annotations), sorted(labels)]))
    .digest('hex')
    .slice(0, 56);
  return `${generation}-${hash}`;
}

/** Milliseconds from one reading to the next; undefined where it is never due by itself. */
export function interval({ spec }: KubeObject): number | undefined {
  if (['CreatedOnce', 'OnChange'].includes(spec.refreshPolicy))
    return undefined;
  return milliseconds(spec.refreshInterval ?? '1h') || undefined;
}

/** Whether it is to be read now, for another reason than its interval. */
export function isDue(object: KubeObject): boolean {
  const read = object.status?.syncedResourceVersion;
  if (!read) return true;
  return (
    object.spec.refreshPolicy !== 'CreatedOnce' && read !== versionOf(object)
  );
}
