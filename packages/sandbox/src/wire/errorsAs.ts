import type { ErrorRequestHandler, Request, Response } from 'express';

/** The last handler of a router: makes an answer of what was thrown. An answer that has begun is cut off. */
export function errorsAs(
  answer: (response: Response, error: Error, request: Request) => void,
): ErrorRequestHandler {
  // Express knows a handler of errors by its four parameters.
  return (error, request, response, _next) => {
    if (response.headersSent) response.destroy();
    else answer(response, error, request);
  };
}
