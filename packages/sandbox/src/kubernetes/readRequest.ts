import type { Request } from 'express';
import type { Resource } from './resources';
import { badRequest, badVersion } from './status';

/** What an address below `/api` or `/apis` asks for, be it there or not. */
export interface Asked {
  resource: Pick<Resource, 'group' | 'version' | 'plural'>;
  namespace: string;
  name?: string;
  subresource?: string;
}

/** An address that somebody answers for. */
export interface Target extends Asked {
  resource: Resource;
}

/** Undefined where it is no kind's address: what is served, and what else there may be. */
export function readAsked(path: string): Asked | undefined {
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const [group, version, rest] =
    parts[0] === 'api'
      ? ['', parts[1], parts.slice(2)]
      : [parts[1], parts[2], parts.slice(3)];
  const resourceOf = (plural: string) => ({ group, version, plural });
  // A namespace is a kind of its own, and what others are in.
  if (rest[0] === 'namespaces' && rest.length > 2) {
    const [, namespace, plural, name, ...more] = rest;
    return {
      resource: resourceOf(plural),
      namespace,
      name,
      subresource: more.join('/') || undefined,
    };
  }
  const [plural, name, ...more] = rest;
  if (!plural) return undefined;
  return {
    resource: resourceOf(plural),
    namespace: plural === 'namespaces' ? name ?? '' : '',
    name,
    subresource: more.join('/') || undefined,
  };
}

/** Undefined where no kind has this address. */
export function findTarget(
  resources: readonly Resource[],
  asked: Asked,
): Target | undefined {
  const { namespace, name, subresource } = asked;
  const { group, version, plural } = asked.resource;
  const resource = resources.find(
    one =>
      one.group === group && one.version === version && one.plural === plural,
  );
  if (!resource) return undefined;
  // What has no namespace is in none, and a kind with namespaces is named within one.
  const isPlaced = resource.namespaced
    ? namespace !== '' || !name
    : namespace === '' || plural === 'namespaces';
  if (!isPlaced) return undefined;
  if (subresource && !resource.subresources?.includes(subresource))
    return undefined;
  return {
    ...asked,
    resource,
    namespace: resource.namespaced ? namespace : '',
  };
}

/** A parameter of the query, where it was given once. */
export function text(request: Request, name: string): string | undefined {
  const value = request.query[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function flag(request: Request, name: string): boolean {
  return ['', '1', 'true', 'True'].includes(
    String(request.query[name] ?? 'no'),
  );
}

export function integer(request: Request, name: string): number | undefined {
  const value = text(request, name);
  if (value === undefined) return undefined;
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw badRequest(
    `strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`,
  );
}

/** Where a watch goes on from. */
export function versionOf(request: Request): number | undefined {
  const value = text(request, 'resourceVersion');
  if (value === undefined) return undefined;
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw badVersion(value);
}
