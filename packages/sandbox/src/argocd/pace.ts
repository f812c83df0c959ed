import type { Request, Response } from 'express';

export const isList = (request: Request): boolean =>
  request.method === 'GET' && request.path === '/api/v1/applications';

/** Resolves when the time that an answer takes has passed, where one was set in `locals.until`. */
export async function passed(response: Response): Promise<void> {
  const wait = (response.locals.until ?? 0) - performance.now();
  if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait));
}
