import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';
import { sendJson } from '../wire/sendJson';

/** Codes of gRPC that Argo CD answers with, and the status that its gateway makes of each. */
const CODES = {
  invalidArgument: [3, 400],
  notFound: [5, 404],
  permissionDenied: [7, 403],
  failedPrecondition: [9, 400],
  unimplemented: [12, 501],
  internal: [13, 500],
  unauthenticated: [16, 401],
  unknown: [2, 500],
} as const;

/** An answer that is no success. */
export class GrpcError extends Error {
  constructor(readonly kind: keyof typeof CODES, message: string) {
    super(message);
  }
}

/** What Argo CD says of an Application that is not there, or that one may not see: nobody can tell which. */
export const permissionDenied = () =>
  new GrpcError('permissionDenied', 'permission denied');

/** An error as the gateway writes it. */
export function sendError(response: Response, error: unknown): void {
  const [code, status] =
    CODES[error instanceof GrpcError ? error.kind : 'unknown'];
  const { message } = error as Error;
  sendJson(response, { error: message, code, message }, status);
}

/** The same where a stream was asked for. */
export function sendStreamError(response: Response, error: GrpcError): void {
  const [grpc_code, http_code] = CODES[error.kind];
  const { message } = error;
  const http_status = STATUS_CODES[http_code];
  const body = { error: { grpc_code, http_code, message, http_status } };
  response.status(http_code).setHeader('content-type', 'text/event-stream');
  response.end(`data: ${JSON.stringify(body)} \n\n`);
}
