import { randomUUID } from 'node:crypto';
import type { Response } from 'express';

/** An answer that is not what was asked for: Vault says why in a list, which is empty where there is simply nothing. */
export class VaultError extends Error {
  constructor(
    readonly status: number,
    readonly errors: readonly string[],
    readonly body: object = {},
  ) {
    super(errors.join('; '));
  }
}

export const notFound = () => new VaultError(404, []);

/** What an account gets that may not, whether there is something or not. */
export const permissionDenied = () =>
  new VaultError(403, ['1 error occurred:\n\t* permission denied\n\n']);

export const badToken = () =>
  new VaultError(403, [
    '2 errors occurred:\n\t* permission denied\n\t* invalid token\n\n',
  ]);

export const noRoute = (path: string) =>
  new VaultError(404, [
    `no handler for route "${path}". route entry not found.`,
  ]);

/**
 * Vault's envelope around what was asked for.
 *
 * @param content.mountType - of what answers; empty where it is none that is mounted
 */
export function envelope(content: {
  data?: object;
  auth?: object;
  mountType?: 'kv' | 'system' | 'token';
}): object {
  const { data = null, auth = null, mountType = '' } = content;
  return {
    request_id: randomUUID(),
    lease_id: '',
    renewable: false,
    lease_duration: 0,
    data,
    wrap_info: null,
    warnings: null,
    auth,
    mount_type: mountType,
  };
}

export function sendJson(
  response: Response,
  status: number,
  body: object | undefined,
): void {
  response.status(status).setHeader('cache-control', 'no-store');
  if (body === undefined) {
    response.end();
    return;
  }
  response
    .setHeader('content-type', 'application/json')
    .end(`${JSON.stringify(body)}\n`);
}

export function sendError(response: Response, error: Error): void {
  if (error instanceof VaultError) {
    const { status, errors, body } = error;
    sendJson(response, status, { errors, ...body });
  } else {
    const status = 'type' in error ? 400 : 500;
    sendJson(response, status, { errors: [error.message] });
  }
}
