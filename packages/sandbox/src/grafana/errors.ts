import type { Response } from 'express';
import { sendJson } from '../wire/sendJson';

/** An answer of Grafana that is no success. */
export class GrafanaError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly messageId?: string,
  ) {
    super(message);
  }
}

export function sendError(response: Response, error: unknown): void {
  const { status, message, messageId } =
    error instanceof GrafanaError
      ? error
      : new GrafanaError(500, 'Internal server error');
  sendJson(
    response,
    messageId
      ? { extra: null, message, messageId, statusCode: status, traceID: '' }
      : { message, traceID: '' },
    status,
  );
}
