import { paths } from '@idp/platform-contract';
import type { Scope } from '../repository';
import { counted } from '../rule';
import { blueprintOf, blueprintUsers } from './blueprintUsers';
import { changedFiles } from './changedFiles';

/** What a change can touch, and in words what is looked at because of it. */
export interface ChangeScope {
  scope: Scope;
  about: string;
}

/** What every tenant gets: facts, shared pieces, policies, and what makes their Applications. */
const ALL_TENANTS =
  /^(gitops\/(environments|clusters|root)|kubernetes\/(shared|policy))\//;
const PLATFORM = /^(gitops\/platform|kubernetes)\//;
/** It silences findings of any file. */
const EXCEPTIONS = 'check-exceptions.yaml';
const MOST_NAMES = 5;

/**
 * The scope of what changed since `ref`. The platform's own manifests are always rendered: tenants refer to them, they to
 * each other, and there are as many of them however many tenants there are.
 *
 * @throws where git cannot tell what changed
 */
export function scopeOfChange(root: string, ref: string): ChangeScope {
  const { since, files } = changedFiles(root, ref);
  const origin = `${ref} (${since.slice(0, 12)})`;
  if (files.includes(EXCEPTIONS)) {
    return {
      scope: { platform: true, tenants: 'all' },
      about: `everything, as ${EXCEPTIONS}, which holds for every file, changed since ${origin}`,
    };
  }
  const tenants = tenantsOf(root, files);
  return {
    scope: { platform: true, tenants, changed: files, since },
    about: `${counted(
      files.length,
      'file',
    )} changed since ${origin}; looked at: the platform and ${inWords(
      tenants,
    )}`,
  };
}

function tenantsOf(root: string, files: readonly string[]): Scope['tenants'] {
  if (files.some(file => ALL_TENANTS.test(file))) return 'all';
  const own = files
    .filter(file => file.startsWith(`${paths.tenants}/`))
    .map(file => file.slice(paths.tenants.length + 1).split('/'))
    .filter(([, inside]) => inside !== undefined)
    .map(([tenant]) => tenant);
  const blueprints = new Set(files.flatMap(file => blueprintOf(file) ?? []));
  const isPlatform = files.some(file => PLATFORM.test(file));
  if (blueprints.size === 0 && !isPlatform) return new Set(own);
  const users = blueprintUsers(root);
  return new Set([
    ...own,
    ...[...blueprints].flatMap(name => [...(users.get(name) ?? [])]),
    // What tenants refer to of the platform, they refer to by their blueprints: one tenant of each shows what is gone.
    ...(isPlatform
      ? [...users.values()].flatMap(each => [...each].sort().slice(0, 1))
      : []),
  ]);
}

function inWords(tenants: Scope['tenants']): string {
  if (tenants === 'all') return 'all tenants';
  if (tenants.size === 0) return 'no tenant';
  const names = [...tenants].sort();
  const more = names.length - MOST_NAMES;
  return `${counted(names.length, 'tenant')}: ${names
    .slice(0, MOST_NAMES)
    .join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
