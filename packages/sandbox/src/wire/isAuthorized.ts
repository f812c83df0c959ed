import type { Request } from 'express';

/** Whether a request brings the sandbox's token. */
export const isAuthorized = (request: Request, token: string): boolean =>
  request.get('authorization') === `Bearer ${token}`;
