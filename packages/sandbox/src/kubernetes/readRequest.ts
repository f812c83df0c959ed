import type { Request } from 'express';
import type { Resource } from './resources';
import { badRequest } from './status';

/** What an address below `/api` or `/apis` means. */
export interface Target {
  resource: Resource;
  namespace: string;
  name?: string;
  subresource?: string;
}

/** Undefined where no kind has this address. */
export function readTarget(
  resources: readonly Resource[],
  path: string,
): Target | undefined {
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const [group, version, rest] =
    parts[0] === 'api'
      ? ['', parts[1], parts.slice(2)]
      : [parts[1], parts[2], parts.slice(3)];
  const find = (plural: string | undefined, namespaced?: boolean) =>
    resources.find(
      one =>
        one.group === group &&
        one.version === version &&
        one.plural === plural &&
        (namespaced === undefined || one.namespaced === namespaced),
    );
  if (rest[0] === 'namespaces' && rest.length > 2) {
    const [, namespace, plural, name, subresource, ...more] = rest;
    const resource = find(plural, true);
    return resource && more.length === 0
      ? checked({ resource, namespace, name, subresource })
      : undefined;
  }
  const [plural, name, subresource, ...more] = rest;
  const resource = find(plural);
  if (!resource || more.length > 0) return undefined;
  // A kind with namespaces is named within one.
  if (resource.namespaced && name) return undefined;
  return checked({ resource, namespace: '', name, subresource });
}

function checked(target: Target): Target | undefined {
  const { resource, subresource } = target;
  return !subresource || resource.subresources?.includes(subresource)
    ? target
    : undefined;
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
    `${name}: Invalid value: ${JSON.stringify(value)}: invalid number`,
  );
}
