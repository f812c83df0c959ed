/** What a policy says of the paths that its pattern fits. */
export interface Rule {
  /** With `*` at its end for all that begins so, and `+` for any one part. */
  pattern: string;
  capabilities: readonly string[];
}

const ROOT = 'root';

/** Every policy has these, unless it was made without. */
export const DEFAULT_RULES: readonly Rule[] = [
  { pattern: 'auth/token/lookup-self', capabilities: ['read'] },
  { pattern: 'auth/token/renew-self', capabilities: ['update'] },
  { pattern: 'auth/token/revoke-self', capabilities: ['update'] },
  { pattern: 'sys/capabilities-self', capabilities: ['update'] },
];

export const ROOT_RULES: readonly Rule[] = [
  { pattern: '*', capabilities: [ROOT] },
];

/** Reads the text of a policy. */
export function readPolicy(text: string): Rule[] {
  return [
    ...text.matchAll(
      /path\s+"([^"]+)"\s*\{[^}]*capabilities\s*=\s*\[([^\]]*)\]/g,
    ),
  ].map(([, pattern, list]) => ({
    pattern,
    capabilities: [...list.matchAll(/"([a-z]+)"/g)].map(([, one]) => one),
  }));
}

/** What may be done at a path: the rule whose pattern says most decides. `['deny']` where none fits. */
export function capabilitiesAt(rules: readonly Rule[], path: string): string[] {
  const fitting = rules.filter(({ pattern }) => fits(pattern, path));
  if (fitting.some(({ capabilities }) => capabilities.includes(ROOT)))
    return [ROOT];
  const [best] = [...fitting].sort((a, b) => compare(b.pattern, a.pattern));
  if (!best) return ['deny'];
  const all = fitting
    .filter(({ pattern }) => pattern === best.pattern)
    .flatMap(({ capabilities }) => capabilities);
  return all.includes('deny') || all.length === 0
    ? ['deny']
    : [...new Set(all)].sort();
}

export function allows(
  rules: readonly Rule[],
  path: string,
  capability: string,
): boolean {
  const found = capabilitiesAt(rules, path);
  return found.includes(ROOT) || found.includes(capability);
}

function fits(pattern: string, path: string): boolean {
  const source = pattern
    .split('/')
    .map(part =>
      part === '+' ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('/');
  return new RegExp(`^${source.replace(/\\\*$/, '.*')}$`).test(path);
}

/** Vault's order: the later the first wildcard, no `*`, fewer `+`, longer. */
function compare(a: string, b: string): number {
  const wildcard = (text: string) => {
    const at = text.search(/[+*]/);
    return at < 0 ? Infinity : at;
  };
  if (wildcard(a) !== wildcard(b)) return wildcard(a) < wildcard(b) ? -1 : 1;
  const glob = (text: string) => Number(!text.endsWith('*'));
  const pluses = (text: string) => -text.split('+').length;
  return glob(a) - glob(b) || pluses(a) - pluses(b) || a.length - b.length || 0;
}
