import { object } from '@idp/upstream/wire';

type Manifest = Record<string, unknown>;

const MASK = '++++++++';
/** Longer than the mask, so that a reader sees that the two values are not the same. */
const OTHER_MASK = '+++++++++';
const OPEN_FIELDS = ['apiVersion', 'kind', 'metadata', 'type', 'immutable'];

/** Where a tool keeps a copy of the whole object, values included. */
export const COPIES = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'argocd.argoproj.io/last-applied-configuration',
];

const TOKENS = [
  /\beyJ[\w-]{8,}\.[\w-]+/,
  /-----BEGIN /,
  /\b(hvs|hvb|s)\.[A-Za-z0-9_-]{20,}/,
  /\b(gh[opsu]_|github_pat_|glpat-|xox[abp]-|AKIA)[A-Za-z0-9_-]{8,}/,
  /(^|[^A-Za-z0-9+/=_-])(?=[A-Za-z0-9+/=_-]*\d)(?=[A-Za-z0-9+/=_-]*[A-Za-z])[A-Za-z0-9+/=_-]{20,}/,
];

/**
 * Both sides of one object without the values of a Secret. Argo CD masks them, too; whether it does depends on its version
 * and on how it compares, so nothing here relies on it.
 */
export function maskSecrets(
  before: Manifest | undefined,
  after: Manifest | undefined,
): { before?: Manifest; after?: Manifest } {
  if (!isSecret(before) && !isSecret(after)) return { before, after };
  const sides = [before, after].map(side => side && masked(side));
  const [left, right] = sides;
  for (const field of new Set([
    ...Object.keys(before ?? {}),
    ...Object.keys(after ?? {}),
  ])) {
    if (OPEN_FIELDS.includes(field)) continue;
    const values = maskedField(before?.[field], after?.[field]);
    if (left && before && field in before) left[field] = values.before;
    if (right && after && field in after) right[field] = values.after;
  }
  return { before: left, after: right };
}

function isSecret(manifest: Manifest | undefined): boolean {
  if (manifest?.kind !== 'Secret') return false;
  return !String(manifest.apiVersion ?? 'v1').includes('/');
}

/** What is left of a Secret when all its values are gone. */
function masked(manifest: Manifest): Manifest {
  const metadata = { ...object(manifest.metadata) };
  for (const field of ['annotations', 'labels']) {
    if (!(field in metadata)) continue;
    metadata[field] = Object.fromEntries(
      Object.entries(object(metadata[field])).map(([key, value]) => [
        key,
        COPIES.includes(key) || looksSecret(value) ? MASK : value,
      ]),
    );
  }
  return {
    ...Object.fromEntries(
      Object.entries(manifest).filter(([key]) => OPEN_FIELDS.includes(key)),
    ),
    metadata,
  };
}

function maskedField(
  before: unknown,
  after: unknown,
): { before: unknown; after: unknown } {
  const left = isMap(before) ? before : undefined;
  const right = isMap(after) ? after : undefined;
  if (!left && !right) return pair(before, after);
  const result = {
    before: left ? ({} as Manifest) : MASK,
    after: right ? ({} as Manifest) : MASK,
  };
  for (const key of new Set([
    ...Object.keys(left ?? {}),
    ...Object.keys(right ?? {}),
  ])) {
    const values = pair(left?.[key], right?.[key]);
    if (left && key in left) (result.before as Manifest)[key] = values.before;
    if (right && key in right) (result.after as Manifest)[key] = values.after;
  }
  return result;
}

function pair(before: unknown, after: unknown) {
  const differ =
    before !== undefined &&
    after !== undefined &&
    JSON.stringify(before) !== JSON.stringify(after);
  return { before: MASK, after: differ ? OTHER_MASK : MASK };
}

function isMap(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function looksSecret(value: unknown): boolean {
  return (
    typeof value === 'string' && TOKENS.some(pattern => pattern.test(value))
  );
}
