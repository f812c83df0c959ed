import type { Response } from 'express';
import { qualifiedName, type Resource } from './resources';

const NO_SNIFFING = { 'x-content-type-options': 'nosniff' };

/** A refusal, in the shape that Kubernetes has for all of them. */
export class StatusError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string | undefined,
    message: string,
    readonly details?: object,
    /** Beside those of every answer. */
    readonly headers: Readonly<Record<string, string>> = {},
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
    ...(reason && { reason }),
    ...(details && { details }),
    code,
  };
}

export const unauthorized = () =>
  new StatusError(401, 'Unauthorized', 'Unauthorized');

export const badRequest = (message: string) =>
  new StatusError(400, 'BadRequest', message);

/** No kind has this name, says the server to somebody who may ask for all of them. */
export const noSuchKind = () =>
  new StatusError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );

/** A watch from something that is no version. */
export const badVersion = (text: string) =>
  new StatusError(
    500,
    undefined,
    `resourceVersion: Invalid value: ${JSON.stringify(
      text,
    )}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
  );

/** What a policy of the cluster says to a request that the account's role permits. */
export function denied(
  resource: Resource,
  name: string,
  violation: { policy: string; binding: string; message: string },
): StatusError {
  const { policy, binding, message } = violation;
  const said = `ValidatingAdmissionPolicy '${policy}' with binding '${binding}' denied request: ${message}`;
  return new StatusError(
    403,
    'Forbidden',
    `${qualifiedName(resource)} ${JSON.stringify(name)} is forbidden: ${said}`,
    { ...detailsOf(resource, name), causes: [{ message: said }] },
  );
}

export const notFound = (resource: Resource, name: string) =>
  new StatusError(
    404,
    'NotFound',
    `${qualifiedName(resource)} ${JSON.stringify(name)} not found`,
    detailsOf(resource, name),
  );

export const conflict = (resource: Resource, name: string) =>
  new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedName(
      resource,
    )} ${JSON.stringify(
      name,
    )}: the object has been modified; please apply your changes to the latest version and try again`,
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
    resource: Pick<Resource, 'group' | 'plural'>;
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
    NO_SNIFFING,
  );
}

/** The account may not see an address that is no kind's. */
export const forbiddenPath = (user: string, verb: string, path: string) =>
  new StatusError(
    403,
    'Forbidden',
    `forbidden: User ${JSON.stringify(
      user,
    )} cannot ${verb} path ${JSON.stringify(path)}`,
    {},
    NO_SNIFFING,
  );

export function sendStatus(response: Response, error: StatusError): void {
  response.set(error.headers);
  sendJson(response, error.code, statusOf(error));
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

/** Says of itself, and of addresses that are nobody's, what is no JSON. */
export function sendText(response: Response, text: string): void {
  response
    .type('text/plain')
    .set(NO_SNIFFING)
    .setHeader('cache-control', 'no-cache, private')
    .end(text);
}

/** No kind has this address. */
export function sendNoRoute(response: Response): void {
  sendText(response.status(404), '404 page not found\n');
}

function detailsOf(
  { group, plural }: Pick<Resource, 'group' | 'plural'>,
  name?: string,
) {
  return { ...(name && { name }), ...(group && { group }), kind: plural };
}
