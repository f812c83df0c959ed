/** What is known of a request that failed. */
export interface Failure {
  /** What the backend said, else what the browser did. */
  message: string;
  /** HTTP status; undefined when there was no answer. */
  status?: number;
  /** The forge's reason, where the forge refused. */
  code?: string;
  /** Files that the refusal is about. */
  files: string[];
}

/** Reads a failure out of whatever a request threw. */
export function failureOf(error: unknown): Failure {
  const { statusCode, body, message } = (error ?? {}) as {
    statusCode?: number;
    body?: { error?: { message?: string; code?: unknown; files?: unknown } };
    message?: string;
  };
  const said = body?.error;
  return {
    message: said?.message || message || String(error),
    ...(typeof statusCode === 'number' && { status: statusCode }),
    ...(typeof said?.code === 'string' && { code: said.code }),
    files: Array.isArray(said?.files)
      ? said.files.filter((file): file is string => typeof file === 'string')
      : [],
  };
}

/** What somebody can do about a failure. */
export type Advice =
  | 'conflict'
  | 'notAllowed'
  | 'notFound'
  | 'credential'
  | 'protected'
  | 'wait'
  | 'offline'
  | 'unknown';

/** Which advice fits a failure. */
export function adviceFor({ code, status }: Failure): Advice {
  switch (code) {
    case 'conflict':
      return 'conflict';
    case 'not-found':
      return 'notFound';
    case 'unauthorized':
    case 'forbidden':
      return 'credential';
    case 'protected':
      return 'protected';
    case 'rate-limited':
    case 'unavailable':
      return 'wait';
    default:
  }
  if (status === undefined) return 'offline';
  if (status === 401 || status === 403) return 'notAllowed';
  if (status === 404) return 'notFound';
  if (status === 409) return 'conflict';
  return status >= 502 ? 'wait' : 'unknown';
}
