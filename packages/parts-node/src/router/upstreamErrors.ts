import { UpstreamError } from '@idp/upstream';
import type { ErrorRequestHandler } from 'express';

/**
 * The failure of an upstream in the shape of Backstage's error answers; anything else goes on to its own handler.
 *
 * @public
 */
export const upstreamErrors: ErrorRequestHandler = (error, req, res, next) => {
  if (!(error instanceof UpstreamError)) {
    next(error);
    return;
  }
  const { code, message, retryAfterSeconds, statusCode } = error;
  if (retryAfterSeconds) res.set('Retry-After', String(retryAfterSeconds));
  res.status(statusCode).json({
    error: { name: nameOf(statusCode), message, code },
    request: { method: req.method, url: req.originalUrl },
    response: { statusCode },
  });
};

function nameOf(statusCode: number): string {
  return (
    {
      400: 'InputError',
      404: 'NotFoundError',
      409: 'ConflictError',
      503: 'ServiceUnavailableError',
    }[statusCode] ?? 'UpstreamError'
  );
}
