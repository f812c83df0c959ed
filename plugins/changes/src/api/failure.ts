import {
  adviceFor as adviceForStatus,
  failureOf as httpFailureOf,
  type Advice as StatusAdvice,
  type Failure as HttpFailure,
} from '@idp/parts-react';

/** What is known of a request that failed, with what the forge said of it. */
export interface Failure extends HttpFailure {
  /** The forge's reason, where the forge refused. */
  code?: string;
  /** Files that the refusal is about. */
  files: string[];
}

/** Reads a failure out of whatever a request threw. */
export function failureOf(error: unknown): Failure {
  const { body } = (error ?? {}) as {
    body?: { error?: { code?: unknown; files?: unknown } };
  };
  const said = body?.error;
  return {
    ...httpFailureOf(error),
    ...(typeof said?.code === 'string' && { code: said.code }),
    files: Array.isArray(said?.files)
      ? said.files.filter((file): file is string => typeof file === 'string')
      : [],
  };
}

/** What somebody can do about a failure. */
export type Advice = StatusAdvice | 'credential' | 'protected';

/** Which advice fits a failure: the forge's reason says more than the status. */
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
      return adviceForStatus({ status });
  }
}
