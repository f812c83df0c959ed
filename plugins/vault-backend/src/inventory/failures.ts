import { UpstreamError } from '@idp/upstream';

const ONE_PATH = new Set(['forbidden', 'rejected', 'bad-answer', 'too-large']);
const MOST_TRIES = 4;
/** Who wants to be left alone for longer is asked at another time. */
const MOST_WAIT_MS = 120_000;
const FIRST_WAIT_MS = 500;

/** Of a standby that knows no active server, and of one that lags behind whatever is asked. */
const OF_THE_SERVER = /not active but active|no active/i;
const SERVER_STATUS = new Set([412, 472]);

/** Whether a failure is about the path that was asked for, so that the rest can go on. */
export function isAboutOnePath(error: unknown): error is UpstreamError {
  return (
    error instanceof UpstreamError &&
    !SERVER_STATUS.has(error.upstreamStatus ?? 0) &&
    !OF_THE_SERVER.test(error.reason) &&
    (ONE_PATH.has(error.code) || error.upstreamStatus === 500)
  );
}

/** How long to wait before the same is asked again; undefined where that is of no use. */
export function waitBeforeAgain(
  error: unknown,
  tries: number,
): number | undefined {
  if (!(error instanceof UpstreamError) || tries >= MOST_TRIES) {
    return undefined;
  }
  const again =
    ['rate-limited', 'circuit-open', 'timeout', 'unreachable'].includes(
      error.code,
    ) || [502, 503, 504].includes(error.upstreamStatus ?? 0);
  if (!again) return undefined;
  const ms = error.retryAfterSeconds
    ? error.retryAfterSeconds * 1_000
    : FIRST_WAIT_MS * 2 ** (tries - 1);
  return ms <= MOST_WAIT_MS ? ms : undefined;
}

/** Why a path cannot be told of, in words that say what to do. */
export function reasonFor(
  error: UpstreamError,
  mount: string,
  what: 'list' | 'read',
): string {
  if (error.code === 'forbidden') {
    return what === 'list'
      ? `Vault does not let the portal list this folder: give its policy the capability list on ${mount}/metadata/*`
      : `Vault does not let the portal read the metadata of this path: give its policy the capability read on ${mount}/metadata/*`;
  }
  return `Vault ${error.reason}`;
}
