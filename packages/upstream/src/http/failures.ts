import { UpstreamError } from './UpstreamError';
import { reasonOf } from './redact';

const UNTRUSTED = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * Why a connection could not be made or broke; without address.
 *
 * @public
 */
export function connectionError(
  upstream: string,
  error: unknown,
): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  if (UNTRUSTED.has(code)) {
    return new UpstreamError(
      upstream,
      'untrusted',
      `its certificate is not trusted (${code}): name the file of its authority in caFile`,
    );
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT') {
    return new UpstreamError(upstream, 'timeout', 'cannot be reached in time');
  }
  const words: Record<string, string> = {
    ECONNREFUSED: 'refuses the connection',
    ECONNRESET: 'closed the connection',
    EAI_AGAIN: 'its name cannot be resolved',
    ENOTFOUND: 'its name cannot be resolved',
    EHOSTUNREACH: 'cannot be reached',
    ENETUNREACH: 'cannot be reached',
    ETIMEDOUT: 'cannot be reached in time',
    UND_ERR_SOCKET: 'closed the connection',
  };
  if (words[code]) {
    return new UpstreamError(upstream, 'unreachable', words[code]);
  }
  const known = /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? ` (${code})` : '';
  return new UpstreamError(
    upstream,
    'unreachable',
    `the connection failed${known}`,
  );
}

/**
 * What an answer that is no success means.
 *
 * @public
 */
export function statusError(
  upstream: string,
  answer: { status: number; retryAfter?: string; body: string },
  secrets: readonly string[],
  now: number = Date.now(),
): UpstreamError {
  const { status } = answer;
  const said = saidBy(answer.body, secrets);
  const details = { upstreamStatus: status };
  const withReason = (words: string) => (said ? `${words}: ${said}` : words);
  switch (status) {
    case 401:
      return new UpstreamError(
        upstream,
        'unauthorized',
        withReason('refuses the portal’s credential (401)'),
        details,
      );
    case 403:
      return new UpstreamError(
        upstream,
        'forbidden',
        withReason('does not let the portal’s account do this (403)'),
        details,
      );
    case 404:
      return new UpstreamError(
        upstream,
        'not-found',
        withReason('does not have this (404)'),
        details,
      );
    case 409:
      return new UpstreamError(
        upstream,
        'conflict',
        withReason('says that something else came first (409)'),
        details,
      );
    case 429:
      return new UpstreamError(
        upstream,
        'rate-limited',
        'asks for fewer calls (429)',
        {
          ...details,
          retryAfterSeconds: retryAfterSeconds(answer.retryAfter, now),
        },
      );
    default:
      return status >= 500
        ? new UpstreamError(
            upstream,
            'failed',
            withReason(`failed (${status})`),
            {
              ...details,
              retryAfterSeconds: retryAfterSeconds(answer.retryAfter, now),
            },
          )
        : new UpstreamError(
            upstream,
            'rejected',
            withReason(`refused the request (${status})`),
            details,
          );
  }
}

/** Seconds to wait, at most an hour; by number or date. */
export function retryAfterSeconds(
  header: string | undefined,
  now: number,
): number | undefined {
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header.trim())
    ? Number(header)
    : (Date.parse(header) - now) / 1000;
  if (!Number.isFinite(seconds)) return undefined;
  return Math.min(Math.max(Math.ceil(seconds), 0), 3600);
}

function saidBy(body: string, secrets: readonly string[]): string {
  try {
    const { message, error, errors } = JSON.parse(body);
    const text = [message, error, errors?.[0]].find(
      item => typeof item === 'string' && item !== '',
    );
    return reasonOf(text, secrets);
  } catch {
    // A page for browsers says nothing of use.
    return '';
  }
}
