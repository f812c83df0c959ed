/**
 * What became of a call to an upstream.
 *
 * @public
 */
export type UpstreamErrorCode =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'rejected'
  | 'rate-limited'
  | 'failed'
  | 'unreachable'
  | 'untrusted'
  | 'timeout'
  | 'too-large'
  | 'bad-answer'
  | 'redirected'
  | 'circuit-open'
  | 'misconfigured';

/** How the portal answers for an upstream: the caller did nothing wrong, unless the upstream says so. */
const STATUS_CODES: Record<UpstreamErrorCode, number> = {
  unauthorized: 502,
  forbidden: 502,
  'not-found': 404,
  conflict: 409,
  rejected: 400,
  'rate-limited': 503,
  failed: 502,
  unreachable: 503,
  untrusted: 502,
  timeout: 504,
  'too-large': 502,
  'bad-answer': 502,
  redirected: 502,
  'circuit-open': 503,
  misconfigured: 500,
};

/**
 * A call to an upstream that brought no answer. The message is fit for people: it names the upstream as the configuration
 * does, and holds neither its address nor a secret.
 *
 * @public
 */
export class UpstreamError extends Error {
  readonly code: UpstreamErrorCode;
  /** Read by Backstage's error handler. */
  readonly statusCode: number;
  /** Without the name of the upstream. */
  readonly reason: string;
  readonly upstreamStatus?: number;
  readonly retryAfterSeconds?: number;

  constructor(
    upstream: string,
    code: UpstreamErrorCode,
    reason: string,
    details: { upstreamStatus?: number; retryAfterSeconds?: number } = {},
  ) {
    super(`${upstream}: ${reason}`);
    this.name = 'UpstreamError';
    this.code = code;
    this.reason = reason;
    this.statusCode = STATUS_CODES[code];
    this.upstreamStatus = details.upstreamStatus;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
