const PATTERN = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const SHORTEST = 3;
const LONGEST = 30;

/** Names that would collide with something of the platform. */
const RESERVED: Record<NameKind, ReadonlySet<string>> = {
  tenant: new Set([
    'tenant',
    'platform',
    'default',
    'argocd',
    'backstage',
    'vault',
    'system',
  ]),
  // A workload names its ServiceAccount and NetworkPolicy. With one of these it would run with the rights of the
  // account of Argo CD or External Secrets, or replace a policy of the boundary.
  workload: new Set([
    'default',
    'deployer',
    'external-secrets',
    'default-deny',
    'allow-dns',
  ]),
  secret: new Set(),
};

/**
 * What a name names.
 *
 * @public
 */
export type NameKind = 'tenant' | 'workload' | 'secret';

/**
 * What is wrong with a name and what to write, in one sentence; undefined when it is fine. A long value is not echoed.
 *
 * @public
 */
export function nameProblem(
  kind: NameKind,
  value: unknown,
): string | undefined {
  if (typeof value !== 'string') {
    return `The ${kind} name is not a text; write one such as '${example(
      kind,
    )}'.`;
  }
  if (value.length < SHORTEST || value.length > LONGEST) {
    return `The ${kind} name has ${value.length} character${
      value.length === 1 ? '' : 's'
    }; write ${SHORTEST} to ${LONGEST}.`;
  }
  if (!PATTERN.test(value)) {
    return `The ${kind} name '${printable(value)}' ${reason(value)}${suggestion(
      kind,
      value,
    )}.`;
  }
  if (isReserved(kind, value)) {
    return `The ${kind} name '${value}' is reserved for the platform; choose another.`;
  }
  return undefined;
}

function isReserved(kind: NameKind, name: string) {
  return (
    RESERVED[kind].has(name) || (kind === 'tenant' && name.startsWith('kube'))
  );
}

function reason(value: string): string {
  // eslint-disable-next-line no-control-regex
  if (/[^\x00-\x7f]/.test(value)) {
    return 'has a character outside a-z, 0-9 and hyphen that may look like one of them';
  }
  if (/[A-Z]/.test(value)) return 'has upper-case letters';
  if (/--/.test(value)) return "has '--', which joins names";
  if (/^[0-9-]/.test(value)) return 'does not begin with a letter';
  if (/-$/.test(value)) return 'ends with a hyphen';
  if (/[_ .]/.test(value)) return 'has other separators than single hyphens';
  return 'has other characters than a-z, 0-9 and single hyphens';
}

function suggestion(kind: NameKind, value: string): string {
  const mended = value
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[0-9-]+|-+$/g, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  return nameProblem(kind, mended) === undefined
    ? `; write '${mended}', for example`
    : '; write lower-case letters, digits and single hyphens, beginning with a letter';
}

function example(kind: NameKind) {
  return { tenant: 'payments', workload: 'orders', secret: 'database' }[kind];
}

function printable(value: string) {
  return value.replace(
    // eslint-disable-next-line no-control-regex
    /[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    '?',
  );
}
