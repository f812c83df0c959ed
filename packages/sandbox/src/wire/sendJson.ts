import type { Response } from 'express';

/** An answer of plain JSON; Vault and Kubernetes, which add to it, have their own. */
export function sendJson(response: Response, body: unknown, status = 200) {
  response
    .status(status)
    .setHeader('content-type', 'application/json')
    .end(JSON.stringify(body));
}
