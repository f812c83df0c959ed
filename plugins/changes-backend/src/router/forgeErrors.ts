import { ForgeError } from '@idp/plugin-changes-node';
import type { ErrorRequestHandler } from 'express';

/** A forge's refusal in the shape of Backstage's error answers; anything else goes on to its own handler. */
export const forgeErrors: ErrorRequestHandler = (error, req, res, next) => {
  if (!(error instanceof ForgeError)) {
    next(error);
    return;
  }
  const { code, files, message, retryAfterSeconds, statusCode } = error;
  if (retryAfterSeconds) res.set('Retry-After', String(retryAfterSeconds));
  res.status(statusCode).json({
    error: { name: 'ForgeError', message, code, files },
    request: { method: req.method, url: req.originalUrl },
    response: { statusCode },
  });
};
