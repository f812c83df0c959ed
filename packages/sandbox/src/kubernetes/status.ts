import type { Response } from 'express';
import { qualifiedName, type Resource } from './resources';

/** A refusal, in the shape that Kubernetes has for all of them. */
export class StatusError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details?: object,
  ) {
    super(message);
  }
}

export function statusOf({ code, reason, message, details }: StatusError) {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details && { details }),
    code,
  };
}

export const unauthorized = () =>
  new StatusError(401, 'Unauthorized', 'Unauthorized');

export const badRequest = (message: string) =>
  new StatusError(400, 'BadRequest', message);

export const notFound = (resource: Resource, name: string) =>
  new StatusError(
    404,
    'NotFound',
    `${qualifiedName(resource)} ${JSON.stringify(name)} not found`,
    detailsOf(resource, name),
  );

export const tooOld = (version: number, oldest: number) =>
  new StatusError(
    410,
    'Expired',
    `too old resource version: ${version} (${oldest})`,
  );

export const listExpired = () =>
  new StatusError(
    410,
    'Expired',
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
  );

export function forbidden(
  user: string,
  asked: {
    verb: string;
    resource: Resource;
    subresource?: string;
    namespace?: string;
    name?: string;
  },
): StatusError {
  const { verb, resource, subresource, namespace, name } = asked;
  const { group, plural } = resource;
  const named = name ? ` ${JSON.stringify(name)}` : '';
  const where = namespace
    ? `in the namespace ${JSON.stringify(namespace)}`
    : 'at the cluster scope';
  const what = subresource ? `${plural}/${subresource}` : plural;
  return new StatusError(
    403,
    'Forbidden',
    `${qualifiedName(resource)}${named} is forbidden: User ${JSON.stringify(
      user,
    )} cannot ${verb} resource ${JSON.stringify(
      what,
    )} in API group ${JSON.stringify(group)} ${where}`,
    detailsOf(resource, name),
  );
}

export function sendJson(
  response: Response,
  status: number,
  body: object,
): void {
  response
    .status(status)
    .setHeader('content-type', 'application/json')
    .setHeader('cache-control', 'no-cache, private')
    .end(`${JSON.stringify(body)}\n`);
}

/** No kind has this address. */
export function sendNoRoute(response: Response): void {
  response.status(404).type('text/plain').end('404 page not found\n');
}

function detailsOf({ group, plural }: Resource, name?: string) {
  return { ...(name && { name }), ...(group && { group }), kind: plural };
}
