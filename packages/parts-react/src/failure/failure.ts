/**
 * What is known of a request that failed.
 *
 * @public
 */
export interface Failure {
  /** What the backend said, else what the browser did. */
  message: string;
  /** HTTP status; undefined when there was no answer. */
  status?: number;
}

/**
 * Reads a failure out of whatever a request threw.
 *
 * @public
 */
export function failureOf(error: unknown): Failure {
  const { statusCode, body, message } = (error ?? {}) as {
    statusCode?: number;
    body?: { error?: { message?: string } };
    message?: string;
  };
  return {
    message: body?.error?.message || message || String(error),
    ...(typeof statusCode === 'number' && { status: statusCode }),
  };
}

/**
 * Whether a request was refused since somebody may not see, or do, what was asked for.
 *
 * @public
 */
export function isForbidden(error: unknown): boolean {
  return failureOf(error).status === 403;
}

/**
 * What somebody can do about a failure. Each plugin says it in its own words.
 *
 * @public
 */
export type Advice =
  | 'notAllowed'
  | 'notFound'
  | 'conflict'
  | 'wait'
  | 'offline'
  | 'unknown';

/**
 * Which advice fits a failure, by its HTTP status.
 *
 * @public
 */
export function adviceFor({ status }: Pick<Failure, 'status'>): Advice {
  if (status === undefined) return 'offline';
  if (status === 401 || status === 403) return 'notAllowed';
  if (status === 404) return 'notFound';
  if (status === 409) return 'conflict';
  if (status === 429 || status >= 502) return 'wait';
  return 'unknown';
}
