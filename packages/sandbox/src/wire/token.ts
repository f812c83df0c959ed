import type { Request, RequestHandler } from 'express';

/** Whether a request brings the sandbox's token. */
export const isAuthorized = (request: Request, token: string): boolean =>
  request.get('authorization') === `Bearer ${token}`;

/** Refuses a request without the token, as what stands before a server that knows no sign-in does. */
export const requireToken =
  (token: string): RequestHandler =>
  (request, response, next) => {
    if (isAuthorized(request, token)) next();
    else response.status(401).type('text/plain').end('Unauthorized\n');
  };
